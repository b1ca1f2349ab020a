package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Vertices;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Second attempts beside slow vertices of a graph's run. */
@WickTest(nodes = 3, cpus = 2)
class GraphSpeculationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int WIDTH = 40;
    private static final int SUM = WIDTH * (WIDTH - 1) / 2;
    private static final int STUCK = 17;
    private static final int LARGE = 64 * 1024;

    /** Where the stuck vertex ran, in that order. */
    private static final ConcurrentLinkedQueue<UUID> RUNS = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger INTERRUPTED = new AtomicInteger();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private static volatile Mode mode = Mode.FIRST_HANGS;
    private static volatile UUID slowNode = new UUID(0, 0);

    private enum Mode {
        FIRST_HANGS,
        TWO_HANG,
        SECOND_FAILS,
        FIRST_FAILS,
        SECOND_HANGS,
        FIRST_IS_DEAF
    }

    @BeforeEach
    void reset() {
        RUNS.clear();
        INTERRUPTED.set(0);
        gate = new CountDownLatch(1);
        slowNode = new UUID(0, 0);
    }

    @AfterEach
    void open() {
        gate.countDown();
    }

    private static UUID here() {
        return Wick.current().nodes().getFirst().id();
    }

    private static int part(int i) throws InterruptedException {
        if (here().equals(slowNode)) {
            await(gate, true);
        }
        if (i == STUCK && slowNode.getLeastSignificantBits() == 0) {
            RUNS.add(here());
            stuck(RUNS.size());
        }
        return i;
    }

    private static void stuck(int run) throws InterruptedException {
        switch (mode) {
            case FIRST_HANGS -> await(gate, run == 1);
            case TWO_HANG -> await(gate, run <= 2);
            case SECOND_FAILS -> {
                await(gate, run == 1);
                fail(run == 2);
            }
            case FIRST_FAILS -> {
                await(run == 1 ? gate : NEVER, true);
                fail(true);
            }
            case SECOND_HANGS -> await(run == 1 ? gate : NEVER, true);
            case FIRST_IS_DEAF -> awaitDeaf(run == 1);
        }
    }

    private static void fail(boolean wanted) {
        if (wanted) {
            throw new IllegalStateException("on purpose");
        }
    }

    private static void await(CountDownLatch what, boolean wanted) throws InterruptedException {
        try {
            if (wanted) {
                what.await();
            }
        } catch (InterruptedException e) {
            INTERRUPTED.incrementAndGet();
            throw e;
        }
    }

    private static void awaitDeaf(boolean wanted) {
        boolean interrupted = false;
        while (wanted && gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                INTERRUPTED.addAndGet(interrupted ? 0 : 1);
                interrupted = true;
            }
        }
    }

    private static Graph<Integer> graph() {
        GraphBuilder g = Graph.builder("speculative");
        Vertices<Integer> parts =
                g.sweep("part", WIDTH, GraphSpeculationTest::part).spread().speculative();
        return g.build(g.gather("sum", GraphSpeculationTest::sum, parts));
    }

    private static int sum(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).sum();
    }

    private static GraphRun<Integer> start(Wick wick, Mode how) {
        mode = how;
        return wick.compile(graph()).run();
    }

    private static void awaitRuns(int count) {
        Waiting.until(count + " attempts have begun", LIMIT, () -> RUNS.size() == count);
    }

    private static void awaitInterrupts(int count) {
        Waiting.until(count + " are interrupted", LIMIT, () -> INTERRUPTED.get() == count);
    }

    private static void awaitIdle(WickCluster cluster) {
        Waiting.until(
                "all nodes are idle and nothing is pending",
                LIMIT,
                () -> cluster.members().stream().allMatch(GraphSpeculationTest::isIdle));
    }

    private static boolean isIdle(Wick node) {
        return ((IgniteEngine) node.engine()).isIdle() && node.stats().tasksPending() == 0;
    }

    @Test
    void when_a_vertex_is_stuck_then_a_second_attempt_elsewhere_ends_it(
            Wick wick, WickCluster cluster) {
        GraphRun<Integer> run = start(wick, Mode.FIRST_HANGS);

        assertThat(run.get(LIMIT)).isEqualTo(SUM);
        awaitInterrupts(1);
        assertThat(RUNS).hasSize(2).doesNotHaveDuplicates();
        assertThat(run.report().epochs()).isEqualTo(1);
        assertThat(run.report().vertices()).isEqualTo(WIDTH + 1);
        awaitIdle(cluster);
    }

    @Test
    void when_all_vertices_of_a_node_are_slow_then_the_others_end_them_and_what_waits_there(
            Wick wick, WickCluster cluster) {
        for (int node = 0; node < 2; node++) { // that of the owner, and another
            slowNode = cluster.id(node);

            assertThat(start(wick, Mode.FIRST_HANGS).get(LIMIT)).isEqualTo(SUM);

            awaitIdle(cluster);
        }
        assertThat(INTERRUPTED).hasPositiveValue();
    }

    @Test
    void when_the_run_is_cancelled_then_both_attempts_end(Wick wick, WickCluster cluster) {
        GraphRun<Integer> run = start(wick, Mode.TWO_HANG);
        awaitRuns(2);

        assertThat(run.cancel()).isTrue();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        awaitInterrupts(2);
        awaitIdle(cluster);
    }

    @Test
    void when_the_first_comes_first_then_the_second_is_cancelled(Wick wick, WickCluster cluster) {
        GraphRun<Integer> run = start(wick, Mode.SECOND_HANGS);
        awaitRuns(2);

        gate.countDown();

        assertThat(run.get(LIMIT)).isEqualTo(SUM);
        awaitInterrupts(1);
        awaitIdle(cluster);
        assertThat(RUNS).hasSize(2);
    }

    @Test
    void when_the_second_fails_then_the_first_goes_on(Wick wick, WickCluster cluster) {
        GraphRun<Integer> run = start(wick, Mode.SECOND_FAILS);
        awaitRuns(2);
        Waiting.until(
                "the second is dropped",
                LIMIT,
                () -> cluster.nodes().stream().allMatch(node -> node.stats().tasksPending() == 0));

        gate.countDown();

        assertThat(run.get(LIMIT)).isEqualTo(SUM);
        awaitIdle(cluster);
        assertThat(RUNS).hasSize(2);
        assertThat(INTERRUPTED).hasValue(0);
    }

    @Test
    void when_the_first_fails_then_the_run_fails_and_the_second_is_interrupted(
            Wick wick, WickCluster cluster) {
        GraphRun<Integer> run = start(wick, Mode.FIRST_FAILS);
        awaitRuns(2);

        gate.countDown();

        assertThatThrownBy(() -> run.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("on purpose");
        awaitInterrupts(1);
        awaitIdle(cluster);
    }

    private static long[] largePart(int i) throws InterruptedException {
        part(i);
        var value = new long[i == STUCK ? LARGE : 1];
        value[0] = i;
        return value;
    }

    @Test
    void when_the_first_comes_late_then_its_value_is_dropped(Wick wick, WickCluster cluster) {
        mode = Mode.FIRST_IS_DEAF;
        GraphBuilder g = Graph.builder("large");
        Vertices<long[]> parts =
                g.sweep("part", WIDTH, GraphSpeculationTest::largePart).spread().speculative();
        Graph<Integer> graph =
                g.build(
                        g.gather(
                                "sum",
                                (List<long[]> all) -> all.stream().mapToInt(x -> (int) x[0]).sum(),
                                parts));
        int before = storedResults(wick);

        assertThat(wick.compile(graph).run().get(LIMIT)).isEqualTo(SUM);
        awaitInterrupts(1);
        gate.countDown();

        awaitIdle(cluster);
        assertThat(INTERRUPTED).hasValue(1);
        Waiting.until(
                "no bytes of either attempt are left", LIMIT, () -> storedResults(wick) <= before);
    }

    private static int storedResults(Wick wick) {
        return ((IgniteEngine) wick.engine())
                .ignite()
                .cache("wick-results")
                .size(CachePeekMode.PRIMARY);
    }

    @Test
    void when_an_input_cannot_travel_then_only_that_vertex_goes_without(
            Wick wick, WickCluster cluster) {
        mode = Mode.FIRST_HANGS;
        long before = seconds(cluster);
        GraphBuilder g = Graph.builder("untransferable");
        Vertices<Object> made =
                g.sweep("made", WIDTH, (Integer i) -> i == 5 ? (Object) new Thread() : i).spread();
        Vertices<Integer> used = g.map("used", GraphSpeculationTest::use, made).speculative();
        GraphRun<Integer> run =
                wick.compile(g.build(g.gather("sum", GraphSpeculationTest::sum, used))).run();
        awaitInterrupts(1);
        Waiting.until("both were tried", LIMIT, () -> seconds(cluster) >= before + 2);

        gate.countDown();

        assertThat(run.get(LIMIT)).isEqualTo(SUM);
        assertThat(RUNS).hasSize(2);
        awaitIdle(cluster);
    }

    private static long seconds(WickCluster cluster) {
        return cluster.nodes().stream().mapToLong(node -> node.stats().tasksRetried()).sum();
    }

    private static int use(Object made) throws InterruptedException {
        if (made instanceof Thread) {
            gate.await();
            return 5;
        }
        return part((Integer) made);
    }

    @Test
    void when_the_node_of_an_attempt_leaves_then_the_run_goes_on_with_the_other() {
        try (WickCluster cluster = WickCluster.start(3, new NodeSetup.None())) {
            // or the sweep after the first loss would make the store's caches on the next to leave
            cluster.nodes().forEach(node -> node.put(new long[LARGE]));
            Wick client = cluster.addClient();
            mode = Mode.TWO_HANG;
            GraphRun<Integer> run = client.compile(graph()).run();
            awaitRuns(2);
            List<UUID> where = List.copyOf(RUNS);

            cluster.stop(indexOf(cluster, where.get(1)));

            Waiting.until("the run is planned anew", LIMIT, () -> newestEpoch(cluster) > 1);
            assertThat(RUNS).hasSize(2);
            cluster.stop(indexOf(cluster, where.get(0)));

            assertThat(run.get(LIMIT)).isEqualTo(SUM);
            assertThat(RUNS).hasSize(3).last().isNotIn(where);
            awaitIdle(cluster);
        }
    }

    private static int indexOf(WickCluster cluster, UUID node) {
        for (int i = 0; i < cluster.nodes().size(); i++) {
            if (cluster.id(i).equals(node)) {
                return i;
            }
        }
        throw new AssertionError("No node " + node);
    }

    private static int newestEpoch(WickCluster cluster) {
        return cluster.nodes().stream()
                .mapToInt(node -> ((IgniteEngine) node.engine()).runHost().newestEpoch())
                .max()
                .orElse(0);
    }
}
