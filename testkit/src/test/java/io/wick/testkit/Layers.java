package io.wick.testkit;

import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertices;

import java.time.Duration;
import java.util.List;

/** A layer of quick vertices, one of vertices that wait for the test, and their sum. */
final class Layers {
    static final int WIDTH = 30;
    static final int SUM = WIDTH * (WIDTH + 1) / 2;

    private Layers() {}

    /** Vertices of the first layer leave the marks 0 and up, those of the second 1000 and up. */
    static Graph<Integer> graph(Marks marks) {
        GraphBuilder g = Graph.builder("layers");
        Vertices<Integer> first =
                g.sweep(
                                "first",
                                WIDTH,
                                (Integer i) -> {
                                    marks.add(i);
                                    return i;
                                })
                        .expects(Duration.ofSeconds(1), 8);
        Vertices<Integer> second =
                g.map(
                                "second",
                                (Integer i) -> {
                                    marks.add(1000 + i);
                                    marks.awaitOpen();
                                    return i + 1;
                                },
                                first)
                        .expects(Duration.ofSeconds(1), 8);
        return g.build(
                g.gather(
                        "sum",
                        (List<Integer> all) -> all.stream().mapToInt(Integer::intValue).sum(),
                        second));
    }
}
