package io.wick.benchmarks;

import io.wick.ObjectRef;
import io.wick.TaskBuilder;
import io.wick.Wick;

import org.apache.ignite.Ignite;
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

import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Tasks that do nothing, in another JVM on this machine: how many per second, and how long one
 * takes. All rivals use the same two nodes and the same connection, with the system's socket
 * buffers: Ignite's own stall loopback TCP.
 */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class RemoteSubmit {
    /** Who runs them: {@code wickBuilder} submits one {@link TaskBuilder} again and again. */
    @Param({"wick", "wickBuilder", "igniteMessaging", "igniteCall"})
    public String rival;

    private Nodes nodes;
    private Rival tasks;

    /** Starts both nodes. */
    @Setup
    public void start() {
        nodes = Nodes.two();
        Wick wick = nodes.wick();
        Ignite ignite = nodes.ignite();
        UUID other = nodes.other();
        tasks =
                switch (rival) {
                    case "wick" ->
                            new Windowed<>(
                                    () -> wick.task(Noop.WICK).onNode(other).submit(),
                                    ObjectRef::get,
                                    () -> {});
                    case "wickBuilder" -> {
                        TaskBuilder<Integer> task = wick.task(Noop.WICK).onNode(other);
                        yield new Windowed<>(task::submit, ObjectRef::get, () -> {});
                    }
                    case "igniteMessaging" -> new Messaging(ignite, other);
                    case "igniteCall" ->
                            Rival.ignite(ignite.compute(ignite.cluster().forNodeId(other)));
                    default -> throw new IllegalArgumentException("No rival " + rival);
                };
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

    /** Stops both nodes. */
    @TearDown
    public void stop() {
        tasks.close();
        nodes.close();
    }
}
