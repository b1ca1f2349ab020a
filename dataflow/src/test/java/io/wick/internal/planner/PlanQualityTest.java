package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.scheduler.Placer;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** How good layouts are, compared with a random placer; seconds are measured in benchmarks. */
class PlanQualityTest {
    private static final long MILLI = 1_000_000;
    private static final long LARGE = 1 << 20;

    private static long moved(Problem problem, int[] site) {
        GraphModel graph = problem.graph();
        var seen = new int[problem.sites().size()];
        long moved = 0;
        for (int v = 0; v < graph.size(); v++) {
            for (int i = graph.consumerStart()[v]; i < graph.consumerStart()[v + 1]; i++) {
                int to = site[graph.consumers()[i]];
                if (to != site[v] && seen[to] != v + 1) {
                    seen[to] = v + 1;
                    moved += problem.bytes()[v];
                }
            }
        }
        return moved;
    }

    private static long movedAtRandom(Problem problem) {
        var random = new Random(1);
        int sites = problem.sites().size();
        IntUnaryOperator anywhere =
                v -> problem.home()[v] < 0 ? random.nextInt(sites) : problem.home()[v];
        return moved(
                problem,
                java.util.stream.IntStream.range(0, problem.graph().size())
                        .map(anywhere)
                        .toArray());
    }

    /** The share of vertices with large inputs that run where most bytes of them are. */
    private static double atLargest(Problem problem, int[] site) {
        GraphModel graph = problem.graph();
        int large = 0;
        int there = 0;
        for (int v = 0; v < graph.size(); v++) {
            var held = new long[problem.sites().size()];
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                held[site[graph.inputs()[i]]] += problem.bytes()[graph.inputs()[i]];
            }
            long most = Arrays.stream(held).max().orElse(0);
            if (most >= Placer.LOCALITY_BYTES) {
                large++;
                there += held[site[v]] == most ? 1 : 0;
            }
        }
        return (double) there / large;
    }

    @Test
    void when_a_stencil_is_wide_then_nodes_get_blocks_of_it() {
        for (long bytes : new long[] {256, LARGE}) {
            for (int nodes : new int[] {2, 7, 50}) {
                Problem problem =
                        TestGraph.stencil(1000, 40, bytes).nodes(nodes).nanos(MILLI).problem();

                int[] site = Planner.place(problem).site();

                assertThat(PlannerTest.balance(site, 0, nodes)).isLessThan(1.05);
                assertThat(moved(problem, site)).isLessThan(movedAtRandom(problem) / 10);
            }
        }
    }

    @Test
    void when_values_of_a_stencil_are_large_then_vertices_run_at_their_largest_input() {
        Problem problem = TestGraph.stencil(1000, 40, LARGE).nodes(16).nanos(MILLI).problem();

        assertThat(atLargest(problem, Planner.place(problem).site())).isGreaterThan(0.99);
    }

    @Test
    void when_a_tree_is_summed_then_nodes_sum_their_part_first() {
        Problem problem = TestGraph.tree(1 << 14, 256).nodes(16).nanos(MILLI).problem();

        int[] site = Planner.place(problem).site();

        assertThat(PlannerTest.balance(site, 0, 16)).isLessThan(1.05);
        assertThat(moved(problem, site)).isLessThan(movedAtRandom(problem) / 100);
    }

    @Test
    void when_layers_are_random_and_large_then_vertices_run_at_their_largest_input() {
        Problem problem = layered(2000, 10, 20);

        int[] site = Planner.place(problem).site();

        assertThat(atLargest(problem, site)).isGreaterThan(0.99);
        assertThat(moved(problem, site)).isLessThan(movedAtRandom(problem) / 10);
    }

    @Test
    void when_few_vertices_have_large_inputs_then_none_runs_elsewhere() {
        var graph = TestGraph.graph().nodes(4).nanos(MILLI);
        var from = new int[60][];
        for (int i = 0; i < from.length; i++) {
            from[i] = new int[] {graph.partition("part" + i, i % 50 == 0 ? 1 : 0)};
        }
        graph.calls("read", 8, from);
        graph.calls("again", 8, from);

        assertThat(graph.place()).containsOnly(0, 1);
    }

    /** Partitions with homes; each vertex takes a large value and two small ones from anywhere. */
    private static Problem layered(int width, int layers, int nodes) {
        var random = new Random(5);
        var graph = TestGraph.graph().nodes(nodes).nanos(MILLI);
        int half = width / 2;
        int large = 0;
        for (int i = 0; i < half; i++) {
            int part = graph.partition("part" + i, random.nextInt(nodes));
            large = i == 0 ? part : large;
        }
        int small = graph.sweep("tag", half, 8);
        for (int layer = 0; layer < layers; layer++) {
            var one = new int[half][];
            var two = new int[half][];
            for (int i = 0; i < half; i++) {
                one[i] = inputs(random, large, small, half);
                two[i] = inputs(random, large, small, half);
            }
            large = graph.calls("large" + layer, LARGE, one);
            small = graph.calls("small" + layer, 8, two);
        }
        Problem problem = graph.problem();
        for (int v = 0; v < problem.bytes().length; v++) {
            problem.bytes()[v] = new Expected(problem).bytes(v);
        }
        return problem;
    }

    private static int[] inputs(Random random, int large, int small, int count) {
        return new int[] {
            large + random.nextInt(count),
            small + random.nextInt(count),
            small + random.nextInt(count)
        };
    }

    @Test
    void when_some_vertices_ask_for_a_gpu_then_both_kinds_are_balanced() {
        var graph = TestGraph.graph().nodes(6).nanos(MILLI);
        var gpu = io.wick.Resources.NONE.cpus(4).gpus(4);
        graph.node(gpu, java.util.Map.of(), 0).node(gpu, java.util.Map.of(), 0);
        int plain = graph.sweep("plain", 4000, 8);
        int train =
                graph.stage(
                        "train",
                        TestGraph.CALL,
                        TestGraph.asking(io.wick.Resources.NONE.cpus(1).gpus(1)),
                        8,
                        new int[400][0]);

        int[] site = graph.place();

        var busy = new int[8];
        for (int v = plain; v < train + 400; v++) {
            busy[site[v]]++;
        }
        assertThat(Arrays.stream(busy).max().orElse(0)).isLessThan(4400 * 12 / 80);
        assertThat(Arrays.stream(site).skip(train).distinct().sorted()).containsExactly(6, 7);
    }
}
