package io.wick.ignite.internal.task;

import io.wick.TaskOptions;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;

/** A task that gives its results one by one; its ref completes with null after the last. */
final class StreamTask extends Task {
    private final OwnerStream<Object> stream;

    StreamTask(
            TaskOwner owner,
            TaskCall call,
            TaskOptions options,
            FunctionShape shape,
            @Nullable UUID application,
            int buffer) {
        super(owner, call.fn(), call.args(), options, shape, application);
        this.stream = new OwnerStream<>(this, buffer);
    }

    @Override
    protected OwnerStream<Object> stream() {
        return stream;
    }

    /** Takes one result. */
    @FunctionalInterface
    interface Sink {
        void accept(long number, @Nullable Object value);
    }

    /** Draws the results of a generator, never further than its reader allows. */
    static void run(@Nullable Object generator, StreamGate gate, Sink sink) {
        if (!(generator instanceof Stream<?> stream)) {
            throw new IllegalStateException("A stream task must return a Stream, got " + generator);
        }
        try (stream) {
            Iterator<?> results = stream.iterator();
            for (long number = 0; gate.awaitRoom(number) && results.hasNext(); number++) {
                sink.accept(number, results.next());
            }
        }
    }
}
