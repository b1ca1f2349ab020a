package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Vertices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A run whose node is killed goes on with the others. */
@WickProcesses(nodes = 3)
class GraphDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void when_a_node_is_killed_then_the_run_goes_on_without_starting_over(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        int width = 30;
        GraphBuilder g = Graph.builder("layers");
        Vertices<Integer> first =
                g.sweep(
                                "first",
                                width,
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
        GraphRun<Integer> run =
                wick.compile(
                                g.build(
                                        g.gather(
                                                "sum",
                                                (List<Integer> all) ->
                                                        all.stream()
                                                                .mapToInt(Integer::intValue)
                                                                .sum(),
                                                second)))
                        .run();
        marks.awaitCount(12); // each of the six workers has run one and begun another

        List<Marks.Mark> before = marks.all();
        long dead = cluster.pid(1);
        cluster.kill9(1);
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(width * (width + 1) / 2);
        assertThat(before).anyMatch(mark -> mark.pid() == dead);
        assertThat(run.report().epochs()).isGreaterThan(1);
        long again = marks.all().stream().filter(mark -> mark.task() < width).count();
        assertThat(again - width)
                .as("vertices of the first stage that ran again")
                .isLessThanOrEqualTo(
                        before.stream().filter(mark -> mark.pid() == dead).count() + width / 3);
    }
}
