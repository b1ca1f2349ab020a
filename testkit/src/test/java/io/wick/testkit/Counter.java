package io.wick.testkit;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A state for tests of actors: counts, and remembers what was added. */
class Counter implements CounterCalls {
    /** An actor on a node. */
    static ActorRef<Counter> on(WickCluster cluster, int node) {
        return cluster.wick().actor(() -> new Counter()).onNode(cluster.id(node)).create();
    }

    private int value;
    private final List<Integer> seen = new ArrayList<>();

    Counter() {}

    Counter(int start) {
        value = start;
    }

    Counter(String text, int start) {
        value = text.length() + start;
    }

    @Override
    public int add(int amount) {
        value += amount;
        seen.add(amount);
        return value;
    }

    int add(int amount, int more) {
        return add(amount + more);
    }

    @Override
    public CompletableFuture<Integer> addLater(int amount) {
        return CompletableFuture.completedFuture(add(amount));
    }

    @Override
    public ObjectRef<Integer> addAway(int amount) {
        int now = add(amount);
        return Wick.current().submit(() -> now);
    }

    @Override
    public void fail() {
        throw new IllegalStateException("no");
    }

    int value() {
        return value;
    }

    void reset() {
        value = 0;
    }

    List<Integer> seen() {
        return List.copyOf(seen);
    }
}
