package io.wick.benchmarks;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** Tasks that do nothing, in this JVM: how many per second, and how long one takes. */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class LocalSubmit {
    /** Who runs them: {@code wickArgument} is {@code task(fn, a)}, the pools have two threads. */
    @Param({"wick", "wickArgument", "threadPool", "forkJoin", "ignite"})
    public String rival;

    private @Nullable Nodes nodes;
    private Rival tasks;

    /** Starts a node for those that need one. */
    @Setup
    public void start() {
        tasks =
                switch (rival) {
                    case "wick" -> {
                        Wick wick = one().wick();
                        yield new Windowed<>(
                                () -> wick.submit(Noop.WICK), ObjectRef::get, () -> {});
                    }
                    case "wickArgument" -> {
                        Wick wick = one().wick();
                        yield new Windowed<>(
                                () -> wick.task(Noop.WICK_ONE_ARGUMENT, 1).submit(),
                                ObjectRef::get,
                                () -> {});
                    }
                    case "threadPool" -> Rival.jdk(Executors.newFixedThreadPool(Nodes.CPUS));
                    case "forkJoin" -> Rival.jdk(new ForkJoinPool(Nodes.CPUS));
                    case "ignite" -> {
                        Ignite ignite = one().ignite();
                        yield Rival.ignite(ignite.compute(ignite.cluster().forLocal()));
                    }
                    default -> throw new IllegalArgumentException("No rival " + rival);
                };
    }

    private Nodes one() {
        Nodes started = Nodes.one();
        nodes = started;
        return started;
    }

    /** At most 1000 in flight. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(Rival.IN_FLIGHT)
    public void pipelined() {
        tasks.batch();
    }

    /** Submit and get, one after the other. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Object alone() {
        return tasks.alone();
    }

    /** Stops what was started. */
    @TearDown
    public void stop() {
        tasks.close();
        if (nodes != null) {
            nodes.close();
        }
    }
}
