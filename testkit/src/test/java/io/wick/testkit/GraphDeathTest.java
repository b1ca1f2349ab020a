package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.graph.GraphRun;

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
        GraphRun<Integer> run = wick.compile(Layers.graph(marks)).run();
        marks.awaitCount(12); // each of the six workers has run one and begun another

        List<Marks.Mark> before = marks.all();
        long dead = cluster.pid(1);
        cluster.kill9(1);
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(before).anyMatch(mark -> mark.pid() == dead);
        assertThat(run.report().epochs()).isGreaterThan(1);
        long again = marks.all().stream().filter(mark -> mark.task() < Layers.WIDTH).count();
        assertThat(again - Layers.WIDTH)
                .as("vertices of the first stage that ran again")
                .isLessThanOrEqualTo(
                        before.stream().filter(mark -> mark.pid() == dead).count()
                                + Layers.WIDTH / 3);
    }
}
