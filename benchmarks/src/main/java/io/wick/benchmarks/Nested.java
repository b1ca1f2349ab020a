package io.wick.benchmarks;

import io.wick.Wick;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A task that waits for a task that waits for a task. Raw Ignite is no rival: its pool deadlocks 40
 * deep. A pool of two threads deadlocks at two; a virtual thread per task does not, and has no
 * limit on what runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class Nested {
    /** Who runs them. */
    @Param({"wick", "virtualThreads"})
    public String rival;

    /** How many wait at once. */
    @Param({"10", "100", "1000"})
    public int depth;

    private Nodes nodes;
    private ExecutorService threads;

    /** Starts a node. */
    @Setup
    public void start() {
        nodes = Nodes.one();
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /** The whole recursion; the time of one level is a {@code depth}-th of it. */
    @Benchmark
    public int recursion() {
        return switch (rival) {
            case "wick" -> down(nodes.wick(), depth);
            case "virtualThreads" -> down(threads, depth);
            default -> throw new IllegalArgumentException("No rival " + rival);
        };
    }

    private static int down(Wick wick, int depth) {
        return depth == 0 ? 0 : 1 + wick.submit(() -> down(wick, depth - 1)).get();
    }

    private static int down(ExecutorService threads, int depth) {
        return depth == 0
                ? 0
                : 1 + CompletableFuture.supplyAsync(() -> down(threads, depth - 1), threads).join();
    }

    /** Stops the node. */
    @TearDown
    public void stop() {
        threads.close();
        nodes.close();
    }
}
