package io.wick.testkit;

import io.wick.ObjectRef;

import java.util.concurrent.CompletableFuture;

/** What of a {@link Counter} can be called through a proxy. */
interface CounterCalls {
    int add(int amount);

    CompletableFuture<Integer> addLater(int amount);

    ObjectRef<Integer> addAway(int amount);

    void fail();
}
