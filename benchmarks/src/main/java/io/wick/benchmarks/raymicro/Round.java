package io.wick.benchmarks.raymicro;

/** What is repeated and timed. */
@FunctionalInterface
interface Round {
    void run() throws Exception;
}
