package io.wick.ignite.internal.task;

import io.wick.ResultStream;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.Waiter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The reader's side of a stream. The producer, here or elsewhere, gives numbered results; one that
 * was had before, from an attempt whose node died, is dropped. Each result is kept as a completed
 * ref.
 */
public final class OwnerStream<T> implements ResultStream<T> {
    private static final Object END = new Object();

    private final Task task;
    private final int buffer;
    private final StreamGate gate;
    private final ArrayDeque<Ref<T>> arrived = new ArrayDeque<>();
    private long expected;
    private long read;
    private @Nullable Ref<T> awaited;
    private boolean closed;
    private @Nullable Ref<T> peeked;

    /**
     * The reader's side of a task that gives its results one by one.
     *
     * @param buffer how far the producer may be ahead
     */
    public OwnerStream(Task task, int buffer) {
        this.task = task;
        this.buffer = buffer;
        this.gate = new StreamGate(buffer);
        var end =
                new Waiter() {
                    @Override
                    protected void completed(Ref<?> done) {
                        ended();
                    }
                };
        task.ref().onCompletion(end);
    }

    /** What holds a producer on this node. */
    StreamGate gate() {
        return gate;
    }

    /** How far a producer may run now. */
    synchronized long allowed() {
        return read + buffer;
    }

    /** A result came. */
    void accept(long number, Object outcome) {
        Ref<T> waiting;
        synchronized (this) {
            int phase = task.phase();
            boolean unwanted = phase == Work.CANCELLED || phase == Work.CANCELLING;
            if (number != expected || closed || unwanted) {
                return;
            }
            expected++;
            waiting = awaited;
            awaited = null;
            if (waiting == null) {
                arrived.add(completed(outcome));
            }
        }
        if (waiting != null) {
            waiting.complete(outcome);
        }
    }

    private Ref<T> completed(Object outcome) {
        var ref = new Ref<T>(task.owner.context().refs(), null);
        ref.complete(outcome);
        return ref;
    }

    private void ended() {
        Ref<T> waiting;
        synchronized (this) {
            waiting = awaited;
            awaited = null;
        }
        if (waiting != null) {
            waiting.complete(END);
        }
    }

    /** The next result as a ref; its outcome is {@link #END} when there is none. */
    private Ref<T> next(boolean take) {
        Ref<T> ref;
        synchronized (this) {
            ref = take ? arrived.poll() : arrived.peek();
            if (ref != null) {
                return ref;
            }
            ref = new Ref<>(task.owner.context().refs(), null);
            if (closed) {
                ref.complete(END);
                return ref;
            }
            awaited = ref;
        }
        if (task.ref().isDone()) {
            ended();
        }
        return ref;
    }

    @Override
    public boolean hasNext() {
        Ref<T> ref = peeked;
        if (ref == null) {
            peeked = ref = next(true);
        }
        if (ref.awaitOutcome(0) == END) {
            if (!closed) {
                task.ref().get(); // throws what the generator threw
            }
            return false;
        }
        return true;
    }

    @Override
    public T next() {
        Ref<T> ref = hasNext() ? peeked : null;
        if (ref == null) {
            throw new NoSuchElementException("The stream has ended");
        }
        peeked = null;
        T value = ref.get();
        long limit;
        boolean tell;
        synchronized (this) {
            read++;
            limit = read + buffer;
            tell = read % Math.max(1, buffer / 2) == 0 || arrived.isEmpty();
        }
        gate.allow(limit);
        if (tell) {
            task.owner.sendCredit(task, limit);
        }
        return value;
    }

    @Override
    public Stream<T> stream() {
        return over(this);
    }

    /** The rest of a stream of results as a stream of Java's. */
    static <T> Stream<T> over(ResultStream<T> results) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED), false)
                .onClose(results::close);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            arrived.clear();
        }
        gate.close();
        task.cancel();
    }
}
