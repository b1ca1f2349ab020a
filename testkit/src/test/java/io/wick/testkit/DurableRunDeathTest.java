package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.graph.DurableRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A durable run goes on whoever is killed: its starter, its keeper, the next keeper. */
@WickProcesses(nodes = 3)
class DurableRunDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void when_its_keeper_is_killed_then_another_goes_on_with_what_the_others_have(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        try (Wick starter = Wick.connect(cluster.addresses())) {
            starter.compile(Layers.graph(marks)).start("one death");
        }
        DurableRun<Integer> run = wick.durableRun("one death", Integer.class).orElseThrow();
        marks.awaitCount(12); // each of the six workers has run one and begun another

        List<Marks.Mark> before = marks.all();
        long dead = killKeeper(run, cluster);
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(run.info().keepers()).isEqualTo(2);
        assertThat(run.progress().done()).isEqualTo(2 * Layers.WIDTH + 1);
        assertRanAgain(before, marks.all(), List.of(dead));
        assertThat(run.remove()).isTrue();
    }

    /** Vertices ran again whose values were lost, and a few that were placed anew meanwhile. */
    private static void assertRanAgain(
            List<Marks.Mark> before, List<Marks.Mark> all, List<Long> dead) {
        Map<Integer, List<Marks.Mark>> again =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Marks.Mark::task, TreeMap::new, Collectors.toList()));
        again.values().removeIf(marks -> marks.size() == 1);
        long lost = all.stream().filter(mark -> dead.contains(mark.pid())).count();
        assertThat((long) all.size() - 2 * Layers.WIDTH)
                .as("vertices that ran again, %s had run on dead nodes %s: %s", lost, dead, again)
                .isLessThanOrEqualTo(lost);
        for (Marks.Mark mark : before) {
            if (!dead.contains(mark.pid())) {
                assertThat(all).filteredOn(other -> other.task() == mark.task()).hasSize(1);
            }
        }
    }

    private static long killKeeper(DurableRun<?> run, ProcessCluster cluster) {
        UUID keeper = run.info().keeper();
        assertThat(keeper).isNotNull();
        int index = cluster.indexOf(keeper);
        long pid = cluster.pid(index);
        cluster.kill9(index);
        return pid;
    }

    @Test
    void when_starter_and_keepers_are_killed_one_after_the_other_then_the_result_is_exact(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        UUID starter = cluster.nodeId(0);
        wick.task(
                        (Marks m) ->
                                Wick.current().compile(Layers.graph(m)).start("two deaths").name(),
                        marks)
                .onNode(starter)
                .submit()
                .get(LIMIT);
        DurableRun<Integer> run = wick.durableRun("two deaths", Integer.class).orElseThrow();
        marks.awaitCount(12);
        List<Marks.Mark> before = marks.all();
        var dead = new ArrayList<Long>();
        if (!starter.equals(run.info().keeper())) {
            dead.add(cluster.pid(0));
            cluster.kill9(0);
        } else {
            dead.add(killKeeper(run, cluster));
            Waiting.until("another keeps it", LIMIT, () -> run.info().keepers() == 2);
        }
        dead.add(killKeeper(run, cluster));
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(run.info().keepers()).isGreaterThan(1);
        assertRanAgain(before, marks.all(), dead);
        assertThat(run.remove()).isTrue();
    }

    @Test
    void when_its_keeper_leaves_in_order_then_another_goes_on(Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        DurableRun<Integer> run = wick.compile(Layers.graph(marks)).start("leaves");
        marks.awaitCount(12);
        List<Marks.Mark> before = marks.all();
        UUID keeper = run.info().keeper();
        int index = cluster.indexOf(keeper);
        long pid = cluster.pid(index);
        cluster.stop(index);
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(run.info().keepers()).isEqualTo(2);
        assertRanAgain(before, marks.all(), List.of(pid));
        assertThat(run.remove()).isTrue();
    }

    @Test
    void when_a_run_has_ended_then_its_result_outlives_its_keeper_and_its_starter(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        marks.open();
        try (Wick starter = Wick.connect(cluster.addresses())) {
            assertThat(starter.compile(Layers.graph(marks)).start("ended").get(LIMIT))
                    .isEqualTo(Layers.SUM);
        }
        DurableRun<Integer> run = wick.durableRun("ended", Integer.class).orElseThrow();
        killKeeper(run, cluster);

        assertThat(run.state()).isEqualTo(DurableRun.State.DONE);
        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(marks.all()).hasSize(2 * Layers.WIDTH);
        assertThat(run.remove()).isTrue();
    }
}
