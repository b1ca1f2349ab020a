package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.DependencyFailedException;
import io.wick.error.GraphException;
import io.wick.error.InfeasibleException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskTimeoutException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.RunOptions;
import io.wick.graph.RunReport;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;
import io.wick.ignite.internal.IgniteEngine;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Plans on three nodes: results, errors, limits, and what a run leaves behind. */
@WickTest(nodes = 3)
class GraphRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static volatile CountDownLatch started = new CountDownLatch(1);

    record Point(int x, String label) {}

    private static long sumOf(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    /** Each node gets a third of the first stage, so that values have to move. */
    private static Graph<List<Long>> spreadStencil(WickCluster cluster, int steps) {
        GraphBuilder g = Graph.builder("stencil");
        int width = 6;
        var columns = new ArrayList<Vertex<Long>>();
        for (int i = 0; i < width; i++) {
            long value = i;
            columns.add(g.task("start " + i, () -> value).onNode(cluster.id(i % 3)));
        }
        for (int t = 0; t < steps; t++) {
            var next = new ArrayList<Vertex<Long>>();
            for (int i = 0; i < width; i++) {
                List<Vertex<Long>> around =
                        columns.subList(Math.max(0, i - 1), Math.min(width, i + 2));
                next.add(
                        g.gather("step " + t + " at " + i, GraphRunTest::sumOf, around)
                                .onNode(cluster.id((i + t) % 3)));
            }
            columns.clear();
            columns.addAll(next);
        }
        return g.build(
                g.map(
                        "out",
                        (Long value) -> value,
                        g.sweep(
                                "last",
                                width,
                                (Integer i, List<Long> all) -> all.get(i),
                                g.map("same", (Long value) -> value, asStage(g, columns)),
                                i -> IntStream.range(0, width).toArray())));
    }

    private static Vertices<Long> asStage(GraphBuilder g, List<Vertex<Long>> columns) {
        Vertex<List<Long>> all = g.gather("all", (List<Long> values) -> values, columns);
        return g.sweep("one", columns.size(), (Integer i, List<Long> values) -> values.get(i), all);
    }

    private static List<Long> expectedStencil(int steps) {
        long[] now = {0, 1, 2, 3, 4, 5};
        for (int t = 0; t < steps; t++) {
            long[] next = new long[6];
            for (int i = 0; i < 6; i++) {
                for (int j = Math.max(0, i - 1); j < Math.min(6, i + 2); j++) {
                    next[i] += now[j];
                }
            }
            now = next;
        }
        return Arrays.stream(now).boxed().toList();
    }

    @Test
    void when_plans_run_again_then_their_values_go_directly(Wick wick, WickCluster cluster) {
        Plan<List<Long>> plan = wick.compile(spreadStencil(cluster, 20));
        var engine = (IgniteEngine) wick.engine();

        boolean direct =
                Waiting.holds(
                        LIMIT,
                        () -> {
                            assertThat(plan.run().get(LIMIT)).isEqualTo(expectedStencil(20));
                            return engine.directChannels() > 0;
                        });

        assertThat(direct).isTrue();
        assertThat(plan.run().get(LIMIT)).isEqualTo(expectedStencil(20));
    }

    @Test
    void when_values_cross_nodes_then_the_result_is_right_and_each_node_got_one_job(
            Wick wick, WickCluster cluster) {
        Plan<List<Long>> plan = wick.compile(spreadStencil(cluster, 20));

        GraphRun<List<Long>> run = plan.run();

        assertThat(run.get(LIMIT)).isEqualTo(expectedStencil(20));
        RunReport report = run.report();
        assertThat(report.nodes()).hasSize(3).allMatch(node -> node.jobs() == 1);
        assertThat(report.epochs()).isEqualTo(1);
        assertThat(report.vertices()).isEqualTo(plan.graph().model().size());
        assertThat(report.bytesMoved()).isPositive();
        assertThat(report.edges())
                .anyMatch(edge -> edge.from().startsWith("start") && edge.values() > 0);
    }

    @Test
    void when_a_plan_runs_again_then_its_code_is_not_shipped_again(Wick wick, WickCluster cluster) {
        Plan<List<Long>> plan = wick.compile(spreadStencil(cluster, 5));
        assertThat(plan.run().get(LIMIT)).isEqualTo(expectedStencil(5));
        int before =
                ((io.wick.ignite.internal.IgniteEngine) cluster.node(1).engine()).runHost().plans();

        for (int i = 0; i < 5; i++) {
            assertThat(plan.run().get(LIMIT)).isEqualTo(expectedStencil(5));
        }

        int after =
                ((io.wick.ignite.internal.IgniteEngine) cluster.node(1).engine()).runHost().plans();
        assertThat(before).isPositive();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void when_many_runs_overlap_then_each_has_its_own_result(Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("add");
        Vertex<Integer> in = g.input("x", Integer.class);
        Vertex<Integer> there = g.task("there", (Integer x) -> x * 2, in).onNode(cluster.id(1));
        Vertex<Integer> here = g.task("here", (Integer x) -> x + 1, there).onNode(cluster.id(2));
        Plan<Integer> plan = wick.compile(g.build(here));

        var runs = new ArrayList<GraphRun<Integer>>();
        for (int i = 0; i < 100; i++) {
            runs.add(plan.run(Map.of("x", i)));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(runs.get(i).get(LIMIT)).isEqualTo(2 * i + 1);
        }
    }

    @Test
    void when_values_are_null_records_and_arrays_then_they_arrive(Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("kinds");
        Vertex<Point> point = g.task("point", () -> new Point(3, "p")).onNode(cluster.id(1));
        Vertex<double[]> array = g.task("array", () -> new double[50_000]).onNode(cluster.id(1));
        Vertex<String> nothing = g.task("nothing", () -> (String) null).onNode(cluster.id(1));
        Vertex<String> all =
                g.task(
                                "all",
                                (Point p, double[] a, String n) -> p.label() + a.length + n,
                                point,
                                array,
                                nothing)
                        .onNode(cluster.id(2));

        assertThat(wick.compile(g.build(all)).run().get(LIMIT)).isEqualTo("p50000null");
    }

    @Test
    void when_results_are_large_then_they_can_be_read_and_taken_by_tasks(
            Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("large");
        Vertices<long[]> parts =
                g.sweep("part", List.of(1, 2, 3), (Integer seed) -> LongArrays.of(seed, 40_000));
        GraphRun<List<long[]>> run = wick.compile(g.build(parts)).run();

        ObjectRef<List<long[]>> result = run.result();
        ObjectRef<Integer> later =
                wick.task((List<long[]> all) -> all.get(2).length, result)
                        .onNode(cluster.id(1))
                        .submit();

        assertThat(run.get(LIMIT)).extracting(part -> part[0]).containsExactly(1L, 2L, 3L);
        assertThat(later.get(LIMIT)).isEqualTo(40_000);
    }

    /** Arrays with a known first element. */
    private static final class LongArrays {
        static long[] of(long first, int length) {
            var array = new long[length];
            array[0] = first;
            return array;
        }
    }

    @Test
    void when_an_input_is_a_ref_then_the_run_waits_for_its_value(Wick wick) {
        started = new CountDownLatch(1);
        ObjectRef<Integer> pending =
                wick.submit(
                        () -> {
                            started.await();
                            return 20;
                        });
        GraphBuilder g = Graph.builder("ref");
        Vertex<Integer> in = g.input("x", Integer.class);
        GraphRun<Integer> run =
                wick.compile(g.build(g.task("twice", (Integer x) -> x + x, in)))
                        .run(Map.of("x", pending));

        assertThat(run.isDone()).isFalse();
        started.countDown();

        assertThat(run.get(LIMIT)).isEqualTo(40);
    }

    @Test
    void when_inputs_are_wrong_then_the_call_says_which() {
        // needs no cluster of its own: the check comes before anything is sent
        try (Wick wick = Wick.start(config -> config.cpus(1))) {
            GraphBuilder g = Graph.builder("sum");
            Plan<Integer> plan = wick.compile(g.build(g.input("x", Integer.class)));

            assertThatThrownBy(plan::run)
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("Input 'x' of graph 'sum' has no value");
            assertThatThrownBy(() -> plan.run(Map.of("x", "one")))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("java.lang.Integer")
                    .hasMessageContaining("java.lang.String");
            assertThatThrownBy(() -> plan.run(Map.of("x", 1, "y", 2)))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("no input 'y'");
        }
    }

    /** A vertex that fails, and on another node the one that takes its value. */
    private static Vertex<Integer> afterBoom(GraphBuilder g, WickCluster cluster) {
        Vertex<Integer> boom =
                g.<Integer>task(
                                "boom",
                                () -> {
                                    throw new IllegalStateException("too hot");
                                })
                        .onNode(cluster.id(1));
        return g.task("after", (Integer x) -> x, boom).onNode(cluster.id(2));
    }

    @Test
    void when_a_vertex_fails_then_the_run_ends_with_the_cause(Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("bad");
        Vertex<Integer> after = afterBoom(g, cluster);
        GraphRun<Integer> run = wick.compile(g.build(after)).run();

        assertThatThrownBy(() -> run.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("boom")
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("too hot");
        assertThat(run.report().epochs()).isEqualTo(1);
    }

    @Test
    void when_asked_to_go_on_then_only_dependants_fail_and_say_the_path(
            Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("partly");
        Vertex<Integer> after = afterBoom(g, cluster);
        Vertex<Integer> last = g.task("last", (Integer x) -> x, after);
        Vertex<Integer> fine = g.task("fine", () -> 7).onNode(cluster.id(2));
        GraphRun<?> run =
                wick.compile(g.buildAll(List.of(last, fine)))
                        .run(Map.of(), RunOptions.DEFAULT.withContinueOnError());

        List<ObjectRef<?>> parts = run.parts();
        assertThat(parts.get(1).get(LIMIT)).isEqualTo(7);
        assertThatThrownBy(() -> parts.get(0).get(LIMIT))
                .isInstanceOfSatisfying(
                        DependencyFailedException.class,
                        e -> assertThat(e.path()).containsExactly("'after'", "'boom'"))
                .hasRootCauseMessage("too hot");
        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(DependencyFailedException.class);
    }

    @Test
    void when_a_run_is_cancelled_then_its_vertices_are_interrupted(Wick wick, WickCluster cluster)
            throws InterruptedException {
        started = new CountDownLatch(3);
        GraphBuilder g = Graph.builder("slow");
        for (int node = 0; node < 3; node++) {
            g.task("sleep " + node, GraphRunTest::sleepLong).onNode(cluster.id(node));
        }
        Vertex<Integer> result = g.task("sleep", GraphRunTest::sleepLong);
        GraphRun<Integer> run = wick.compile(g.build(result)).run();
        started.await();

        assertThat(run.cancel()).isTrue();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        assertThat(run.cancel()).isFalse();
    }

    private static int sleepLong() throws InterruptedException {
        started.countDown();
        new CountDownLatch(1).await();
        return 0;
    }

    @Test
    void when_a_run_or_a_vertex_takes_too_long_then_it_fails_in_time(Wick wick) {
        started = new CountDownLatch(1);
        GraphBuilder g = Graph.builder("slow");
        Plan<Integer> plan = wick.compile(g.build(g.task("sleep", GraphRunTest::sleepLong)));
        GraphBuilder limited = Graph.builder("limited");
        Plan<Integer> vertexPlan =
                wick.compile(
                        limited.build(
                                limited.task("sleep", GraphRunTest::sleepLong)
                                        .timeout(Duration.ofMillis(200))));

        GraphRun<Integer> run =
                plan.run(Map.of(), RunOptions.DEFAULT.withTimeout(Duration.ofMillis(200)));

        assertThatThrownBy(() -> run.get(LIMIT))
                .isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("slow");
        assertThatThrownBy(() -> vertexPlan.run().get(LIMIT))
                .isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("sleep");
    }

    @Test
    void when_retry_is_asked_for_then_a_vertex_runs_again(Wick wick) {
        CALLS.set(0);
        GraphBuilder g = Graph.builder("retry");
        Vertex<Integer> flaky =
                g.task(
                                "flaky",
                                () -> {
                                    if (CALLS.incrementAndGet() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return CALLS.get();
                                })
                        .retries(5)
                        .retryOn(IllegalStateException.class);

        assertThat(wick.compile(g.build(flaky)).run().get(LIMIT)).isEqualTo(3);
    }

    @Test
    void when_a_vertex_asks_for_more_than_any_node_has_then_compiling_says_so(Wick wick) {
        GraphBuilder g = Graph.builder("huge");
        Graph<Integer> graph = g.build(g.task("huge", () -> 1).resources(r -> r.cpus(64)));

        assertThatThrownBy(() -> wick.compile(graph).run().get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("huge")
                .hasMessageContaining("64");
    }

    @Test
    void when_a_vertex_asks_for_resources_then_it_holds_them(Wick wick) {
        GraphBuilder g = Graph.builder("wide");
        Vertices<Integer> two = g.sweep("two", 6, (Integer i) -> i * i).resources(r -> r.cpus(2));

        assertThat(wick.compile(g.build(two)).run().get(LIMIT)).containsExactly(0, 1, 4, 9, 16, 25);
    }

    @Test
    void when_a_vertex_submits_tasks_and_waits_then_its_cpu_is_lent(Wick wick) {
        GraphBuilder g = Graph.builder("nested");
        Vertices<Integer> nested =
                g.sweep(
                        "nested",
                        8,
                        (Integer i) ->
                                Wick.current().submit(() -> 1).get()
                                        + Wick.current().submit(() -> 2).get());

        assertThat(wick.compile(g.build(nested)).run().get(LIMIT)).hasSize(8).containsOnly(3);
    }

    @Test
    void when_a_graph_is_wide_and_deep_then_it_completes(Wick wick) {
        int width = 200;
        GraphBuilder g = Graph.builder("dense");
        Vertices<Long> layer = g.sweep("layer 0", width, (Integer i) -> 1L);
        int[] all = IntStream.range(0, width).toArray();
        for (int t = 1; t < 30; t++) {
            layer =
                    g.sweep(
                            "layer " + t,
                            width,
                            (Integer i, List<Long> in) -> sumOf(in) % 1_000_003,
                            layer,
                            i -> all);
        }
        long expected = 1;
        for (int t = 1; t < 30; t++) {
            expected = expected * width % 1_000_003;
        }

        assertThat(wick.compile(g.build(layer)).run().get(LIMIT))
                .hasSize(width)
                .containsOnly(expected);
    }

    @Test
    void when_a_graph_comes_from_json_then_it_runs_the_same(Wick wick) {
        GraphBuilder g = Graph.builder("json");
        Vertices<Integer> squares = g.sweep("square", 4, (Integer i) -> i * i);
        Graph<Integer> graph =
                g.build(
                        g.gather(
                                "sum",
                                (List<Integer> all) ->
                                        all.stream().mapToInt(Integer::intValue).sum(),
                                squares));

        Graph<Integer> read = Graph.fromJson(graph.toJson(), Integer.class);

        assertThat(wick.compile(read).run().get(LIMIT)).isEqualTo(14);
    }

    @Test
    void when_a_plan_is_explained_then_it_says_where_and_why(Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("explained");
        UUID node = cluster.id(1);
        Vertex<Integer> there = g.task("there", () -> 1).onNode(node);
        Vertex<Integer> then = g.task("then", (Integer x) -> x + 1, there);
        Plan<Integer> plan = wick.compile(g.build(then));

        assertThat(plan.explain().nodeOf("there")).isEqualTo(node);
        assertThat(plan.explain().toString()).contains("there").contains("then");
        assertThat(plan.toMermaid()).startsWith("flowchart").contains("there");
        assertThat(plan.toDot()).startsWith("digraph").contains("there");
    }
}
