package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A ref with a name and nothing behind it. */
public record TestRef<T>(String id) implements ObjectRef<T> {
    @Override
    public T get() {
        throw new UnsupportedOperationException();
    }

    @Override
    public T get(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean cancel() {
        return false;
    }

    @Override
    public void free() {}
}
