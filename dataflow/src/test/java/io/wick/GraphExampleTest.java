package io.wick;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.InOrder;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The examples in the javadoc of {@link GraphBuilder}, seen from another package. */
class GraphExampleTest {
    @Test
    void when_the_example_of_the_class_is_run_then_it_gives_the_mean() {
        GraphBuilder g = Graph.builder("mean");
        Vertex<double[]> samples = g.input("samples", double[].class);
        Vertices<Double> sums =
                g.sweep("sum", 8, (i, xs) -> sumOfEighth(xs, i), samples).retries(1);
        Vertex<Double> sum = g.gather("total", xs -> xs.stream().reduce(0.0, Double::sum), sums);
        Vertex<Double> mean = g.task("mean", (all, xs) -> all / xs.length, sum, samples);
        Graph<Double> graph = g.build(mean);

        double[] values = IntStream.range(0, 100).asDoubleStream().toArray();

        assertThat(InOrder.run(graph, Map.of("samples", values))).isEqualTo(49.5);
    }

    @Test
    void when_the_example_of_sweeps_is_run_then_each_point_takes_its_neighbours() {
        GraphBuilder g = Graph.builder("stencil");
        int width = 5;
        Fn2<Integer, List<Integer>, Integer> step =
                (i, near) -> near.stream().mapToInt(x -> x).sum();
        Vertices<Integer> now = g.sweep("step 0", width, i -> 1);
        for (int t = 1; t <= 2; t++) {
            Vertices<Integer> before = now;
            now =
                    g.sweep(
                            "step " + t,
                            width,
                            step,
                            before,
                            i ->
                                    IntStream.rangeClosed(
                                                    Math.max(0, i - 1), Math.min(width - 1, i + 1))
                                            .toArray());
        }

        assertThat(InOrder.run(g.build(now))).containsExactly(5, 8, 9, 8, 5);
    }

    private static double sumOfEighth(double[] xs, int part) {
        double sum = 0;
        for (int i = part; i < xs.length; i += 8) {
            sum += xs[i];
        }
        return sum;
    }
}
