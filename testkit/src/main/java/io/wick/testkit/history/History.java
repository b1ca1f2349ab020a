package io.wick.testkit.history;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Records operations while they happen. Thread-safe; the calls of one caller are recorded by one
 * thread at a time, in the order in which they are made.
 *
 * <pre>{@code
 * var call = history.invoked("caller-1", 5);
 * counter.call(Counter::add, 5).toCompletableFuture().whenComplete(call::ended);
 * }</pre>
 *
 * @param <I> what operations are asked
 * @param <O> what they give
 */
public final class History<I, O> {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** Says that an operation is about to be asked for. */
    public Call invoked(String caller, I input) {
        var call = new Call(caller, input, System.nanoTime());
        calls.add(call);
        return call;
    }

    /** All until now, in the order they were invoked; what has not ended is unknown. */
    public List<Operation<I, O>> operations() {
        return calls.stream().map(Call::operation).toList();
    }

    /** An operation under way. Thread-safe. */
    public final class Call {
        private final String caller;
        private final I input;
        private final long invokedAt;
        private volatile @Nullable Operation<I, O> ended;

        private Call(String caller, I input, long invokedAt) {
            this.caller = caller;
            this.input = input;
            this.invokedAt = invokedAt;
        }

        /** Says that it was answered; as {@code whenComplete} of its future wants it. */
        public void ended(@Nullable O output, @Nullable Throwable error) {
            if (error != null) {
                ended(Outcome.ofError(error));
            } else if (output != null) {
                ended(new Outcome.Answered<>(output));
            } else {
                throw new IllegalArgumentException(
                        "An answer to " + input + " of null: let recorded operations give a value");
            }
        }

        /**
         * Says what came of it.
         *
         * @throws IllegalStateException when that was said before
         */
        public synchronized void ended(Outcome<O> outcome) {
            if (ended != null) {
                throw new IllegalStateException(
                        input + " of " + caller + " ended twice: " + ended + " and " + outcome);
            }
            ended = new Operation<>(caller, input, outcome, invokedAt, System.nanoTime());
        }

        private Operation<I, O> operation() {
            Operation<I, O> known = ended;
            return known == null
                    ? new Operation<>(caller, input, new Outcome.Unknown<>(), invokedAt, invokedAt)
                    : known;
        }
    }
}
