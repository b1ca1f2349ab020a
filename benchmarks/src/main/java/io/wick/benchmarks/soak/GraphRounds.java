package io.wick.benchmarks.soak;

import io.wick.Wick;
import io.wick.error.DependencyFailedException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.RunOptions;
import io.wick.graph.RunReport;
import io.wick.graph.Vertices;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Graphs compiled and run, also through JSON; runs that fail, are cancelled, or are durable. */
final class GraphRounds {
    private static final int LAYERS = 10;
    private static final int WIDTH = 100;

    /** One plan of a thousand vertices for each node of this JVM that is to stay. */
    private static final Map<UUID, Plan<Long>> STANDING = new ConcurrentHashMap<>();

    private GraphRounds() {}

    static long plus(int index, long x) {
        return x + index;
    }

    static long mix(int index, List<Long> inputs) {
        long sum = index;
        for (long input : inputs) {
            sum = sum * 31 + input;
        }
        return sum;
    }

    static long total(List<Long> all) {
        return mix(0, all);
    }

    /** Vertex i of each layer takes i and i + 1 of the one before. */
    static Graph<Long> layered(String name, int layers, int width) {
        GraphBuilder g = Graph.builder(name);
        Vertices<Long> layer = g.sweep("first", width, GraphRounds::plus, g.input("x", Long.class));
        for (int i = 1; i < layers; i++) {
            layer =
                    g.sweep(
                            "layer" + i,
                            width,
                            GraphRounds::mix,
                            layer,
                            at -> new int[] {at, (at + 1) % width});
        }
        return g.build(g.gather("total", GraphRounds::total, layer));
    }

    static long expected(int layers, int width, long x) {
        long[] at = new long[width];
        for (int i = 0; i < width; i++) {
            at[i] = plus(i, x);
        }
        for (int layer = 1; layer < layers; layer++) {
            long[] next = new long[width];
            for (int i = 0; i < width; i++) {
                next[i] = mix(i, List.of(at[i], at[(i + 1) % width]));
            }
            at = next;
        }
        return total(java.util.Arrays.stream(at).boxed().toList());
    }

    private static Plan<Long> standing(Wick wick) {
        return STANDING.computeIfAbsent(
                wick.nodes().getFirst().id(),
                node -> wick.compile(layered("standing", LAYERS, WIDTH)));
    }

    static void standing(Wick wick, SplittableRandom random) {
        Plan<Long> plan = standing(wick);
        for (int i = 0; i < 5; i++) {
            long x = random.nextLong();
            long got = plan.run(Map.of("x", x)).get(Round.LIMIT);
            Round.same("a graph of a thousand vertices", expected(LAYERS, WIDTH, x), got);
        }
    }

    static void fresh(Wick wick, SplittableRandom random) {
        int layers = random.nextInt(2, 8);
        int width = random.nextInt(2, 60);
        String name = "fresh-" + Long.toHexString(random.nextLong());
        Graph<Long> graph = layered(name, layers, width);
        if (random.nextBoolean()) {
            graph = Graph.fromJson(graph.toJson(), Long.class);
        }
        Plan<Long> plan = wick.compile(graph);
        Round.same("explained", true, plan.explain().toString().contains("total"));
        for (int i = 0; i < 3; i++) {
            long x = random.nextLong();
            var ref = wick.put(x);
            GraphRun<Long> run = plan.run(Map.of("x", ref));
            long next = wick.task(TaskRounds::scramble, run.result()).submit().get(Round.LIMIT);
            long result = expected(layers, width, x);
            Round.same("what takes a run's result", TaskRounds.scramble(result), next);
            Round.same("vertices of a run", layers * width + 2L, counted(run)); // input, total
        }
    }

    private static long counted(GraphRun<?> run) {
        return run.report().nodes().stream().mapToLong(RunReport.NodeShare::vertices).sum();
    }

    static long sleepy(long x) throws InterruptedException {
        return TaskRounds.sleep(600_000) + x;
    }

    private static Graph<Long> sleeping(String name) {
        GraphBuilder g = Graph.builder(name);
        return g.build(g.task("wait", GraphRounds::sleepy, g.input("x", Long.class)));
    }

    static void ended(Wick wick, SplittableRandom random) {
        GraphBuilder g = Graph.builder("failing");
        var failing = g.map("refuse", TaskRounds::refuse, g.sweep("x", 20, i -> (long) i));
        Plan<Long> plan = wick.compile(g.build(g.gather("total", GraphRounds::total, failing)));
        Round.fails(
                "a failing graph",
                TaskFailedException.class,
                "refused ",
                () -> plan.run().get(Round.LIMIT));
        Round.fails(
                "a failing graph that goes on",
                DependencyFailedException.class,
                "refused ",
                () ->
                        plan.run(Map.of(), RunOptions.DEFAULT.withContinueOnError())
                                .get(Round.LIMIT));
        GraphRun<Long> run = wick.compile(sleeping("sleeping")).run(Map.of("x", 1L));
        run.cancel();
        Round.fails(
                "a cancelled run", TaskCancelledException.class, "", () -> run.get(Round.LIMIT));
    }

    static void durable(Wick wick, SplittableRandom random) {
        String name = "durable-" + Long.toHexString(random.nextLong());
        int width = random.nextInt(2, 50);
        long x = random.nextLong();
        wick.compile(layered("durable", 3, width)).start(name, Map.of("x", x));
        DurableRun<Long> run = wick.durableRun(name, Long.class).orElseThrow();
        Round.same("result of a durable run", expected(3, width, x), run.get(Round.LIMIT));
        Round.same("removed", true, run.remove());
        Round.same("found", true, wick.durableRun(name, Long.class).isEmpty());
        if (random.nextInt(4) == 0) {
            DurableRun<Long> long_ = wick.compile(sleeping("s")).start(name, Map.of("x", 1L));
            long_.cancel();
            Round.fails(
                    "a cancelled durable run",
                    TaskCancelledException.class,
                    "",
                    () -> long_.get(Round.LIMIT));
            long_.remove();
        }
    }
}
