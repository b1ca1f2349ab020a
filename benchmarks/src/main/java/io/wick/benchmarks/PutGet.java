package io.wick.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Primitive arrays into the store of one embedded node and back. Both rivals live on the same node,
 * so both have its pages of 16 KiB; with Ignite's own of 4 KiB its put is slower.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class PutGet {
    /** Bytes of the array. */
    @Param({"1024", "1048576", "10485760", "104857600"})
    public int bytes;

    /** Of the array. */
    @Param({"double", "byte"})
    public String element;

    /** Wick's objects, or a cache of Ignite. */
    @Param({"wick", "ignite"})
    public String rival;

    private Nodes nodes;
    private ArrayStore store;
    private Object array;

    /** Starts the node. */
    @Setup
    public void start() {
        nodes = Nodes.one();
        store =
                switch (rival) {
                    case "wick" -> new ArrayStore.OfWick(nodes.wick());
                    case "ignite" -> new ArrayStore.OfIgnite(nodes.ignite());
                    default -> throw new IllegalArgumentException("No rival " + rival);
                };
        array =
                switch (element) {
                    case "double" ->
                            new SplittableRandom(1).doubles(bytes / Double.BYTES).toArray();
                    case "byte" -> {
                        var random = new byte[bytes];
                        new SplittableRandom(1).nextBytes(random);
                        yield random;
                    }
                    default -> throw new IllegalArgumentException("No arrays of " + element);
                };
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        nodes.close();
    }

    /** What was put last; freed before the next put. */
    @State(Scope.Benchmark)
    public static class Put {
        private ArrayStore store;
        private Object handle;

        /** Shares the store. */
        @Setup
        public void share(PutGet benchmark) {
            store = benchmark.store;
        }

        /** So that the store does not fill. */
        @TearDown(Level.Invocation)
        public void free() {
            store.free(handle);
        }
    }

    /** What is read. */
    @State(Scope.Benchmark)
    public static class Stored {
        private ArrayStore store;
        private Object handle;

        /** Puts it once. */
        @Setup
        public void put(PutGet benchmark) {
            store = benchmark.store;
            handle = store.put(benchmark.array);
        }

        /** Deletes it. */
        @TearDown
        public void free() {
            store.free(handle);
        }
    }

    /** A copy into the store. */
    @Benchmark
    public Object put(Put target) {
        target.handle = store.put(array);
        return target.handle;
    }

    /** The first get on a node: a copy out of the store. */
    @Benchmark
    public Object firstGet(Stored source) {
        return store.firstGet(source.handle);
    }

    /** The next get of the same object. */
    @Benchmark
    public Object nextGet(Stored source) {
        return store.nextGet(source.handle);
    }
}
