package io.wick.benchmarks;

/**
 * The state of the actor that all rivals call. Not thread-safe: an actor takes one call at a time.
 */
final class Counter {
    private int count;

    int add(int by) {
        count += by;
        return count;
    }
}
