package io.wick.benchmarks.nemesis.jobs;

import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;

import java.time.Duration;
import java.util.List;

/**
 * A graph of three layers, each vertex of which takes two of the layer before, and their sum.
 *
 * @param width vertices of a layer
 * @param length numbers that a vertex gives to the next ones
 * @param millis that a vertex takes
 */
record Layered(int width, int length, int millis) {
    private static final int LAYERS = 3;

    /** With one input, the seed of its values. */
    Graph<Long> graph() {
        GraphBuilder g = Graph.builder("layers");
        Vertex<Long> seed = g.input("seed", Long.class);
        int many = length;
        int time = millis;
        Vertices<long[]> last =
                g.sweep(
                                "first",
                                width,
                                (Integer i, Long s) -> {
                                    Values.take(time);
                                    return Values.array(s + i, many);
                                },
                                seed)
                        .expects(Duration.ofMillis(millis), 8L * length);
        for (int layer = 1; layer < LAYERS; layer++) {
            last =
                    g.sweep(
                                    "layer " + layer,
                                    width,
                                    (Integer i, List<long[]> two) -> {
                                        Values.take(time);
                                        return next(two.get(0), two.get(1));
                                    },
                                    last,
                                    i -> new int[] {i, (i + width / 2) % width})
                            .expects(Duration.ofMillis(millis), 8L * length);
        }
        return g.build(
                g.gather(
                        "sum",
                        (List<long[]> all) -> all.stream().mapToLong(Values::digest).sum(),
                        last));
    }

    private static long[] next(long[] one, long[] other) {
        var sums = new long[one.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = 3 * one[i] + other[i];
        }
        return sums;
    }

    /** What a run of the graph gives. */
    long expected(long seed) {
        var layer = new long[width][];
        for (int i = 0; i < width; i++) {
            layer[i] = Values.array(seed + i, length);
        }
        for (int at = 1; at < LAYERS; at++) {
            var after = new long[width][];
            for (int i = 0; i < width; i++) {
                after[i] = next(layer[i], layer[(i + width / 2) % width]);
            }
            layer = after;
        }
        long sum = 0;
        for (long[] numbers : layer) {
            sum += Values.digest(numbers);
        }
        return sum;
    }
}
