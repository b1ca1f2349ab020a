package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.internal.graph.Operation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;
import java.util.Map;
import java.util.Random;

class PlanPropertyTest {
    private static final List<TaskOptions> OPTIONS =
            List.of(
                    TaskOptions.DEFAULT,
                    TaskOptions.DEFAULT,
                    TaskOptions.DEFAULT,
                    TestGraph.asking(Resources.NONE),
                    TestGraph.asking(Resources.NONE.cpus(2)),
                    TestGraph.asking(Resources.NONE.gpus(0.5)),
                    TestGraph.placed(new Placement.WithAttribute("zone", "a")),
                    TestGraph.placed(new Placement.Spread()));

    @Property(tries = 500)
    void when_any_graph_is_placed_then_each_vertex_is_where_it_may_be(@ForAll long seed) {
        Problem problem = random(seed);

        Layout layout = Planner.place(problem);

        for (int v = 0; v < problem.graph().size(); v++) {
            int site = layout.site()[v];
            int home = problem.home()[v];
            switch (problem.state()[v]) {
                case Problem.SKIP -> assertThat(site).isEqualTo(-1);
                case Problem.KEPT -> assertThat(site).isEqualTo(home);
                default -> {
                    assertThat(site).isBetween(0, problem.sites().size() - 1);
                    if (home >= 0) {
                        assertThat(site).isEqualTo(home);
                    } else if (problem.graph().stage(v).operation() instanceof Operation.Call) {
                        assertThat(mayRun(problem, v, site)).isTrue();
                    }
                    assertThat(layout.reason()[v])
                            .isNotEqualTo((byte) Layout.Reason.SKIPPED.ordinal());
                }
            }
        }
    }

    @Property(tries = 1000)
    void when_any_layout_is_cut_then_the_programs_fit_together(@ForAll long seed) {
        Problem problem = random(seed);
        Layout layout = Planner.place(problem);

        ProgramCheck.check(problem, layout, Programs.cut(problem, layout));
    }

    @Property(tries = 1000)
    void when_programs_run_in_any_order_then_each_vertex_runs_once_with_its_inputs(
            @ForAll long seed) {
        Problem problem = random(seed);

        ProgramRun.run(problem, Programs.cut(problem, Planner.place(problem)), seed);
    }

    @Property(tries = 100)
    void when_a_problem_is_placed_twice_then_the_layout_is_the_same(@ForAll long seed) {
        Layout once = Planner.place(random(seed));
        Layout again = Planner.place(random(seed));

        assertThat(once.site()).isEqualTo(again.site());
        assertThat(once.reason()).isEqualTo(again.reason());
        assertThat(once.fusedWith()).isEqualTo(again.fusedWith());
    }

    private static boolean mayRun(Problem problem, int vertex, int site) {
        TaskOptions options = problem.graph().stage(vertex).options();
        Site at = problem.sites().get(site);
        return at.capacity().covers(options.resources())
                && !(options.placement() instanceof Placement.WithAttribute with
                        && !with.value().equals(at.attributes().get(with.name())));
    }

    /**
     * Stages of any kind and width, inputs from any earlier ones, homes, and what is left to do.
     */
    private static Problem random(long seed) {
        var random = new Random(seed);
        var graph = TestGraph.graph();
        int sites = 1 + random.nextInt(6);
        for (int site = 0; site < sites; site++) {
            boolean all = site == 0 || random.nextInt(3) == 0;
            graph.node(
                    Resources.NONE.cpus(1 + random.nextInt(4) + (all ? 1 : 0)).gpus(all ? 1 : 0),
                    all ? Map.of("zone", "a") : Map.of(),
                    random.nextInt(4) == 0 ? random.nextDouble() / 100 : 0);
        }
        graph.owner(random.nextInt(sites + 1) - 1).nanos(random.nextLong(0, 2_000_000));
        int size = 0;
        for (int stage = 1 + random.nextInt(12); stage > 0; stage--) {
            size += addStage(graph, random, size, sites);
        }
        for (int results = random.nextInt(4); results > 0; results--) {
            graph.result(random.nextInt(size));
        }
        Problem problem = graph.problem();
        byte[] state = state(problem, random);
        System.arraycopy(state, 0, problem.state(), 0, state.length);
        return problem;
    }

    private static int addStage(TestGraph graph, Random random, int size, int sites) {
        String name = "s" + size;
        long bytes = List.of(-1L, 8L, 20_000L, 1L << 20).get(random.nextInt(4));
        int kind = size == 0 ? random.nextInt(4) : random.nextInt(12);
        if (kind == 0) {
            graph.input(name, random.nextInt(sites + 1) - 1, bytes);
            return 1;
        }
        if (kind == 1) {
            graph.partition(name, random.nextInt(sites + 1) - 1);
            return 1;
        }
        int count = random.nextBoolean() ? 1 : 1 + random.nextInt(40);
        var from = new int[count][];
        boolean follows = size > 0 && random.nextBoolean();
        for (int i = 0; i < count; i++) {
            from[i] = new int[kind <= 3 ? 0 : follows ? 1 : random.nextInt(size > 20 ? 20 : 4)];
            for (int k = 0; k < from[i].length; k++) {
                int back = follows ? count - i : 1 + random.nextInt(size);
                from[i][k] = Math.max(0, size - back);
            }
        }
        if (size == 0) {
            from = new int[count][0];
        }
        TaskOptions options = OPTIONS.get(random.nextInt(OPTIONS.size()));
        graph.stage(name, TestGraph.CALL, options, bytes, from);
        if (options == TaskOptions.DEFAULT && random.nextInt(6) == 0) {
            graph.home(size, random.nextInt(sites));
        }
        return count;
    }

    /** All to be run, or what a lost node leaves to be run. */
    private static byte[] state(Problem problem, Random random) {
        var graph = problem.graph();
        var state = new byte[graph.size()];
        if (random.nextBoolean()) {
            return state;
        }
        int[] order = graph.order();
        var needed = new boolean[state.length];
        for (int result : graph.results()) {
            needed[result] = true;
        }
        for (int i = order.length - 1; i >= 0; i--) {
            int v = order[i];
            boolean known = random.nextInt(3) == 0;
            if (!needed[v] && random.nextInt(3) > 0) {
                state[v] = Problem.SKIP;
            } else if (known) {
                state[v] = Problem.KEPT;
                problem.home()[v] = random.nextInt(problem.sites().size());
            } else {
                for (int k = graph.inputStart()[v]; k < graph.inputStart()[v + 1]; k++) {
                    needed[graph.inputs()[k]] = true;
                }
            }
        }
        return state;
    }
}
