package io.wick.benchmarks;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;

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
 * Calls of one actor that counts, in this JVM or in another on this machine: how many per second,
 * and how long one takes. A caller gets the count from each. Ignite's service is called through its
 * proxy, which in its own JVM is a plain call; messaging has no state and no order, and is the
 * floor.
 */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class ActorCalls {
    /** Where the actor is: in this JVM, or in another. */
    @Param({"here", "elsewhere"})
    public String where;

    /** Whose actor it is. */
    @Param({"wick", "pekko", "hazelcast", "igniteService", "igniteMessaging"})
    public String rival;

    private Rival calls;

    /** Starts the nodes and makes the actor. */
    @Setup
    public void start() {
        boolean here = where.equals("here");
        calls =
                switch (rival) {
                    case "wick" -> wick(here);
                    case "pekko" -> PekkoCounter.rival(here);
                    case "hazelcast" -> HazelcastCounter.rival(here);
                    case "igniteService" -> service(here);
                    case "igniteMessaging" -> messaging(here);
                    default -> throw new IllegalArgumentException("No rival " + rival);
                };
    }

    private static Rival wick(boolean here) {
        Nodes nodes = nodes(here);
        Wick wick = nodes.wick();
        ActorRef<Counter> actor = wick.actor(Counter::new).onNode(node(nodes, here)).create();
        return new Windowed<>(
                () -> actor.call(Counter::add, 1),
                ObjectRef::get,
                () -> {
                    actor.kill();
                    nodes.close();
                });
    }

    private static Rival service(boolean here) {
        Nodes nodes = nodes(here);
        return IgniteCounter.rival(nodes.ignite(), node(nodes, here), nodes::close);
    }

    private static Rival messaging(boolean here) {
        Nodes nodes = nodes(here);
        if (here) {
            Messaging.answer(nodes.ignite());
        }
        return new Messaging(nodes.ignite(), node(nodes, here));
    }

    private static Nodes nodes(boolean here) {
        return here ? Nodes.one() : Nodes.two();
    }

    private static UUID node(Nodes nodes, boolean here) {
        return here ? nodes.ignite().cluster().localNode().id() : nodes.other();
    }

    /** At most 1000 in flight. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(Rival.IN_FLIGHT)
    public void pipelined() {
        calls.batch();
    }

    /** Call and get, one after the other. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Object alone() {
        return calls.alone();
    }

    /** Ends the actor and the nodes. */
    @TearDown
    public void stop() {
        calls.close();
    }
}
