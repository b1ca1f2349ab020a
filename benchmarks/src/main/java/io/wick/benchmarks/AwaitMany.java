package io.wick.benchmarks;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.apache.ignite.IgniteCompute;
import org.apache.ignite.lang.IgniteFuture;
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

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Submits many tasks that do nothing, then waits for all of them together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class AwaitMany {
    /** {@code Wick.await}, {@code Wick.get} of many, {@code CompletableFuture.allOf}, Ignite. */
    @Param({"wickAwait", "wickGet", "threadPool", "ignite"})
    public String rival;

    /** How many. */
    @Param("1000")
    public int tasks;

    private Nodes nodes;
    private ExecutorService pool;
    private Supplier<Object> wave;

    /** Starts a node. */
    @Setup
    public void start() {
        nodes = Nodes.one();
        pool = Executors.newFixedThreadPool(Nodes.CPUS);
        Wick wick = nodes.wick();
        wave =
                switch (rival) {
                    case "wickAwait" -> () -> wick.await(submitted(wick), tasks);
                    case "wickGet" -> () -> wick.get(submitted(wick));
                    case "threadPool" -> this::allOf;
                    case "ignite" -> this::igniteFutures;
                    default -> throw new IllegalArgumentException("No rival " + rival);
                };
    }

    private ArrayList<ObjectRef<Integer>> submitted(Wick wick) {
        var refs = new ArrayList<ObjectRef<Integer>>(tasks);
        for (int i = 0; i < tasks; i++) {
            refs.add(wick.submit(Noop.WICK));
        }
        return refs;
    }

    private Object allOf() {
        var futures = new CompletableFuture<?>[tasks];
        for (int i = 0; i < tasks; i++) {
            futures[i] = CompletableFuture.supplyAsync(Noop.JDK, pool);
        }
        CompletableFuture.allOf(futures).join();
        return futures;
    }

    private Object igniteFutures() {
        IgniteCompute compute = nodes.ignite().compute();
        var futures = new ArrayList<IgniteFuture<Integer>>(tasks);
        for (int i = 0; i < tasks; i++) {
            futures.add(compute.callAsync(new Noop.Closure()));
        }
        futures.forEach(IgniteFuture::get);
        return futures;
    }

    /** Submits and waits. */
    @Benchmark
    public Object submitAndAwait() {
        return wave.get();
    }

    /** Stops the node. */
    @TearDown
    public void stop() {
        pool.close();
        nodes.close();
    }
}
