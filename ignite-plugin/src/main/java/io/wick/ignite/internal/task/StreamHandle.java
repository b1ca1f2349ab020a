package io.wick.ignite.internal.task;

import io.wick.ResultStream;

import java.util.stream.Stream;

/** What a reader holds of a stream: when it becomes unreachable, the producer is stopped. */
final class StreamHandle<T> implements ResultStream<T> {
    private final OwnerStream<T> stream;

    StreamHandle(OwnerStream<T> stream) {
        this.stream = stream;
    }

    @Override
    public boolean hasNext() {
        return stream.hasNext();
    }

    @Override
    public T next() {
        return stream.next();
    }

    @Override
    public Stream<T> stream() {
        return OwnerStream.over(this);
    }

    @Override
    public void close() {
        stream.close();
    }
}
