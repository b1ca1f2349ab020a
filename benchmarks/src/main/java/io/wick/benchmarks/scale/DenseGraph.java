package io.wick.benchmarks.scale;

import io.wick.Wick;
import io.wick.benchmarks.Machine;
import io.wick.benchmarks.Nodes;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Plan;
import io.wick.graph.Vertices;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Layers of tasks in which each task takes the values of all tasks of the layer before: 100 layers
 * of 1,000 tasks with 1,000 dependencies each, unless the arguments say otherwise.
 */
public final class DenseGraph {
    private static final long MODULUS = 1_000_003;

    private DenseGraph() {}

    /** Arguments: layers, tasks per layer. */
    public static void main(String[] args) {
        int layers = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int width = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        System.out.println(Machine.describe());
        try (Nodes nodes = Nodes.one()) {
            long begin = System.nanoTime();
            Graph<List<Long>> graph = graph(layers, width);
            double built = seconds(begin);
            begin = System.nanoTime();
            Plan<List<Long>> plan = nodes.wick().compile(graph);
            double planned = seconds(begin);
            for (int run = 1; run <= 3; run++) {
                print(nodes.wick(), plan, layers, width, run);
            }
            System.out.printf(Locale.ROOT, "built in %.2f s, planned in %.2f s%n", built, planned);
        }
    }

    private static Graph<List<Long>> graph(int layers, int width) {
        GraphBuilder g = Graph.builder("dense");
        int[] all = IntStream.range(0, width).toArray();
        Vertices<Long> layer = g.sweep("layer 0", width, (Integer i) -> (long) i);
        for (int t = 1; t < layers; t++) {
            layer = g.sweep("layer " + t, width, DenseGraph::sum, layer, i -> all);
        }
        return g.build(layer);
    }

    private static long sum(int index, List<Long> values) {
        long sum = index;
        for (long value : values) {
            sum += value;
        }
        return sum % MODULUS;
    }

    private static void print(Wick wick, Plan<List<Long>> plan, int layers, int width, int run) {
        long begin = System.nanoTime();
        List<Long> last = plan.run().get();
        double took = seconds(begin);
        if (!last.equals(expected(layers, width))) {
            throw new AssertionError("Wrong values on " + wick.nodes());
        }
        double edges = (double) (layers - 1) * width * width;
        System.out.printf(
                Locale.ROOT,
                "run %d: %d tasks, %.0f M dependencies in %.2f s: %.0f ns per dependency,"
                        + " %.0f tasks/s%n",
                run,
                layers * width,
                edges / 1e6,
                took,
                took / edges * 1e9,
                layers * width / took);
    }

    private static List<Long> expected(int layers, int width) {
        long[] now = new long[width];
        for (int i = 0; i < width; i++) {
            now[i] = i;
        }
        for (int t = 1; t < layers; t++) {
            long sum = 0;
            for (long value : now) {
                sum += value;
            }
            for (int i = 0; i < width; i++) {
                now[i] = (sum + i) % MODULUS;
            }
        }
        return Arrays.stream(now).boxed().toList();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
