package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.graph.DurableRun;
import io.wick.graph.DurableRun.State;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The keeper of a durable run freezes (SIGSTOP) and goes on when another has taken over. The test
 * is a server: Ignite does not always tell a client that the server it joined through has frozen.
 */
@WickProcesses(nodes = 3, client = false)
class DurableRunFrozenTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WIDTH = 30;
    private static final int SUM = WIDTH * (WIDTH - 1) / 2;

    @TempDir Path folder;

    private static Graph<Integer> waiting(Marks marks) {
        GraphBuilder g = Graph.builder("waiting");
        Vertices<Integer> parts =
                g.sweep(
                        "part",
                        WIDTH,
                        (Integer i) -> {
                            marks.add(i);
                            marks.awaitOpen();
                            return i;
                        });
        return g.build(
                g.gather(
                        "sum",
                        (List<Integer> all) -> all.stream().mapToInt(Integer::intValue).sum(),
                        parts));
    }

    @Test
    void when_a_frozen_keeper_comes_back_then_its_word_does_not_count(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        DurableRun<Integer> run = keptElsewhere(wick, cluster, marks);
        marks.awaitCount(1);
        int keeper = cluster.indexOf(run.info().keeper());
        cluster.pause(keeper);
        Waiting.until("another keeps it", LIMIT, () -> run.info().keepers() == 2);
        cluster.resume(keeper);
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(SUM);
        assertThat(run.info())
                .satisfies(
                        info -> {
                            assertThat(info.state()).isEqualTo(State.DONE);
                            assertThat(info.keepers()).isEqualTo(2);
                        });
        assertThat(run.remove()).isTrue();
        cluster.restart(keeper); // it was thrown out of the cluster
    }

    /** Who keeps a run follows from its name: takes one that another JVM keeps. */
    private static DurableRun<Integer> keptElsewhere(
            Wick wick, ProcessCluster cluster, Marks marks) {
        for (int i = 0; ; i++) {
            DurableRun<Integer> run = wick.compile(waiting(marks)).start("frozen-" + i);
            Waiting.until("somebody keeps it", LIMIT, () -> run.info().keepers() == 1);
            if (cluster.indexOf(run.info().keeper()) >= 0) {
                return run;
            }
            run.remove();
        }
    }
}
