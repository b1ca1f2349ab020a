package io.wick.testkit.history;

/**
 * One operation as its caller saw it. Immutable.
 *
 * @param caller who asked
 * @param input what for
 * @param outcome what came of it
 * @param invokedAt before it was asked for, in nanoseconds of {@link System#nanoTime}
 * @param completedAt after the caller knew its outcome; of no meaning for an unknown one
 * @param <I> what operations are asked
 * @param <O> what they give
 */
public record Operation<I, O>(
        String caller, I input, Outcome<O> outcome, long invokedAt, long completedAt) {

    /** Whether this one was answered before the other was asked for. */
    boolean precedes(Operation<?, ?> other) {
        return outcome instanceof Outcome.Answered<O> && completedAt - other.invokedAt < 0;
    }
}
