package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.ClosedException;
import io.wick.error.InfeasibleException;
import io.wick.error.SerializationException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskTimeoutException;
import io.wick.error.WickException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.RunOptions;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;
import io.wick.ignite.internal.IgniteEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What comes between a run and its end: joins, cancels, values and programs that cannot travel. */
class GraphRaceTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final AtomicInteger STARTS = new AtomicInteger();
    private static final AtomicInteger INTERRUPTS = new AtomicInteger();
    private static volatile CountDownLatch gate = new CountDownLatch(1);

    private WickCluster cluster;

    @BeforeEach
    void start() {
        gate = new CountDownLatch(1);
        STARTS.set(0);
        INTERRUPTS.set(0);
        cluster = WickCluster.start(2, (node, config) -> config.cpus(2));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        cluster.close();
    }

    private static int afterGate() throws InterruptedException {
        STARTS.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            INTERRUPTS.incrementAndGet();
            throw e;
        }
        return 7;
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** One vertex on the second node that many wait for: worth planning anew when a node joins. */
    private Graph<List<Integer>> oneThenMany() {
        GraphBuilder g = Graph.builder("one then many");
        Vertex<Integer> one = g.task("one", GraphRaceTest::afterGate).onNode(cluster.id(1));
        return g.build(g.sweep("many", 10, (Integer i, Integer x) -> x + i, one));
    }

    /** A node joins, and the run has been planned anew for it. */
    private void join() {
        int before = epoch();
        cluster.addNode();
        awaitTrue(() -> epoch() > before);
    }

    /** The epoch of the run on the node where its first vertex waits. */
    private int epoch() {
        return ((IgniteEngine) cluster.node(1).engine()).runHost().newestEpoch();
    }

    private static void awaitStarts(int count) {
        awaitTrue(() -> STARTS.get() >= count);
    }

    @Test
    void when_nodes_join_one_after_the_other_then_a_running_vertex_is_not_run_again()
            throws Exception {
        GraphRun<List<Integer>> run = cluster.node(0).compile(oneThenMany()).run();
        awaitStarts(1);

        join();
        join();
        gate.countDown();

        assertThat(run.get(LIMIT)).hasSize(10).contains(7, 16);
        assertThat(run.report().epochs()).isGreaterThanOrEqualTo(3);
        assertThat(STARTS).hasValue(1);
        assertThat(INTERRUPTS).hasValue(0);
    }

    @Test
    void when_a_run_is_cancelled_then_vertices_of_earlier_epochs_are_interrupted_too()
            throws Exception {
        GraphRun<List<Integer>> run = cluster.node(0).compile(oneThenMany()).run();
        awaitStarts(1);
        join();

        run.cancel();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        awaitTrue(() -> INTERRUPTS.get() == 1);
    }

    @Test
    void when_a_result_cannot_travel_then_the_run_says_so() {
        GraphBuilder g = Graph.builder("untransferable");
        Vertex<Object> thread = g.<Object>task("thread", Thread::new).onNode(cluster.id(1));

        assertThatThrownBy(() -> cluster.node(0).compile(g.build(thread)).run().get(LIMIT))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("thread");
    }

    private static Object threadAfterGate() throws InterruptedException {
        afterGate();
        return new Thread();
    }

    @Test
    void when_a_promised_result_cannot_travel_then_the_run_says_so() throws Exception {
        GraphBuilder g = Graph.builder("untransferable");
        Vertex<Object> thread =
                g.<Object>task("thread", GraphRaceTest::threadAfterGate).onNode(cluster.id(1));
        Vertex<Integer> one = g.task("one", GraphRaceTest::afterGate).onNode(cluster.id(1));
        Vertices<Integer> many = g.sweep("many", 10, (Integer i, Integer x) -> x + i, one);
        var all = new ArrayList<Vertex<?>>(List.of(thread));
        all.add(g.gather("all", (List<Integer> in) -> in.size(), many));
        GraphRun<?> run = cluster.node(0).compile(g.buildAll(all)).run();
        awaitStarts(2);
        join();

        gate.countDown();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(SerializationException.class);
    }

    @Test
    void when_a_run_has_all_the_time_there_is_then_others_still_end_in_time() {
        Wick wick = cluster.node(0);
        Plan<List<Integer>> plan = wick.compile(oneThenMany());
        GraphRun<List<Integer>> patient =
                plan.run(
                        Map.of(),
                        RunOptions.DEFAULT.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
        awaitStarts(1);
        GraphRun<List<Integer>> hasty =
                plan.run(Map.of(), RunOptions.DEFAULT.withTimeout(Duration.ofMillis(500)));

        assertThatThrownBy(() -> hasty.get(LIMIT)).isInstanceOf(TaskTimeoutException.class);
        gate.countDown();
        assertThat(patient.get(LIMIT)).hasSize(10);
    }

    @Test
    void when_an_input_cannot_travel_then_the_next_run_of_the_plan_finds_its_program() {
        Wick client = cluster.addClient(); // runs nothing: inputs travel with the jobs
        for (int node = 0; node < 2; node++) {
            GraphBuilder g = Graph.builder("input");
            Vertex<Object> in = g.input("x", Object.class);
            Vertex<Integer> first =
                    g.task("first", (Object x) -> x.hashCode(), in).onNode(cluster.id(node));
            Vertex<Integer> second = g.task("second", () -> 1).onNode(cluster.id(1 - node));
            Plan<List<Integer>> plan =
                    client.compile(
                            g.build(
                                    g.gather(
                                            "both",
                                            (List<Integer> values) -> values,
                                            List.of(first, second))));

            assertThatThrownBy(() -> plan.run(Map.of("x", new Thread())).get(LIMIT))
                    .isInstanceOf(WickException.class);

            assertThat(plan.run(Map.of("x", 5)).get(LIMIT)).containsExactly(5, 1);
        }
    }

    @Test
    void when_placements_of_a_plan_alternate_then_no_job_waits_for_a_program_for_ever() {
        Wick wick = cluster.node(0);
        var refs = new ArrayList<ObjectRef<long[]>>();
        for (int node = 0; node < 2; node++) {
            refs.add(wick.task(() -> new long[100_000]).onNode(cluster.id(node)).submit());
        }
        refs.forEach(ref -> assertThat(ref.get(LIMIT)).hasSize(100_000));
        GraphBuilder g = Graph.builder("alternating");
        Vertex<long[]> in = g.input("x", long[].class);
        Vertex<Integer> there = g.task("there", (long[] x) -> x.length, in).onNode(cluster.id(1));
        Plan<Integer> plan = wick.compile(g.build(there));

        for (int round = 0; round < 20; round++) {
            var runs = new ArrayList<GraphRun<Integer>>();
            for (int i = 0; i < 12; i++) {
                runs.add(plan.run(Map.of("x", refs.get(i / 3 % 2))));
            }
            runs.forEach(run -> assertThat(run.get(LIMIT)).isEqualTo(100_000));
        }
        var ignite = ((IgniteEngine) wick.engine()).ignite();
        awaitTrue(() -> ignite.compute().activeTaskFutures().isEmpty());
    }

    @Test
    void when_the_node_of_a_run_closes_then_the_run_ends() throws Exception {
        Wick wick = cluster.node(0);
        GraphRun<List<Integer>> run = wick.compile(oneThenMany()).run();
        awaitStarts(1);

        wick.close();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(ClosedException.class);
        awaitTrue(() -> INTERRUPTS.get() == 1);
        IgniteEngine other = (IgniteEngine) cluster.node(1).engine();
        awaitTrue(other::isIdle);
    }

    /** Does not even let itself be described. */
    private static final class Spiteful extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new Spiteful();
        }

        @Override
        public String getMessage() {
            throw new Spiteful();
        }
    }

    @Test
    void when_a_failure_cannot_be_described_then_the_run_fails_all_the_same() {
        for (int node = 0; node < 2; node++) {
            GraphBuilder g = Graph.builder("spiteful");
            Vertex<Integer> spiteful =
                    g.<Integer>task(
                                    "spiteful",
                                    () -> {
                                        throw new Spiteful();
                                    })
                            .onNode(cluster.id(node));
            GraphRun<Integer> run = cluster.node(0).compile(g.build(spiteful)).run();

            assertThat(run.result()).satisfies(ref -> awaitTrue(ref::isDone));
            assertThat(run.report().epochs()).isEqualTo(1);
        }
        awaitTrue(() -> ((IgniteEngine) cluster.node(0).engine()).isIdle());
        awaitTrue(() -> ((IgniteEngine) cluster.node(1).engine()).isIdle());
    }

    private static void runTwoPlacements(Wick wick, ObjectRef<long[]> there) {
        GraphBuilder g = Graph.builder("one vertex");
        Plan<long[]> plan = wick.compile(g.build(g.input("x", long[].class)));
        assertThat(plan.run(Map.of("x", there)).get(LIMIT)).hasSize(100_000);
        assertThat(plan.run(Map.of("x", new long[1])).get(LIMIT)).hasSize(1);
    }

    @Test
    void when_a_plan_was_placed_anew_then_all_that_ever_had_it_forget_it() throws Exception {
        Wick wick = cluster.node(0);
        ObjectRef<long[]> there = wick.task(() -> new long[100_000]).onNode(cluster.id(1)).submit();
        assertThat(there.get(LIMIT)).hasSize(100_000);
        var host = ((IgniteEngine) cluster.node(1).engine()).runHost();
        runTwoPlacements(wick, there);

        awaitTrue(
                () -> {
                    System.gc();
                    return host.plans() == 0;
                });
    }

    /** Can be written until its mood changes. */
    private static final class Moody extends ArrayList<Integer> {
        private static final long serialVersionUID = 1L;
        private static volatile boolean bad;

        @Override
        public int size() {
            if (bad) {
                throw new NoClassDefFoundError("moody");
            }
            return super.size();
        }
    }

    @Test
    void when_planning_anew_ends_in_an_error_then_the_run_ends_too() throws Exception {
        var moody = new Moody();
        moody.add(1);
        Moody.bad = false;
        GraphBuilder g = Graph.builder("moody");
        Vertex<Integer> one = g.task("one", GraphRaceTest::afterGate).onNode(cluster.id(1));
        Vertices<Integer> many =
                g.sweep("many", 10, (Integer i, Integer x) -> x + moody.get(0), one)
                        .onNode(cluster.id(1));
        GraphRun<List<Integer>> run = cluster.node(0).compile(g.build(many)).run();
        awaitStarts(1);

        Moody.bad = true;
        cluster.addNode();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(InfeasibleException.class);
        Moody.bad = false;
    }
}
