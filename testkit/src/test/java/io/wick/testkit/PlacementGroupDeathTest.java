package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.GetTimeoutException;
import io.wick.error.PlacementGroupException;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Placement groups whose nodes, owner or line keeper are killed; three JVMs of two CPUs. */
@WickProcesses(nodes = 3)
class PlacementGroupDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofMillis(500);

    @TempDir Path folder;

    private static PlacementGroup group(Wick wick, int bundles, double cpus) {
        var builder = wick.placementGroup().strategy(Strategy.STRICT_SPREAD).named("team");
        for (int i = 0; i < bundles; i++) {
            builder.bundle(r -> r.cpus(cpus));
        }
        return builder.create();
    }

    private static UUID here() {
        return Wick.current().nodes().getFirst().id();
    }

    /** Only a cluster that holds nothing has so much room. */
    private static void checkAllIsBack(Wick wick, int nodes) {
        try (PlacementGroup all = group(wick, nodes, 2)) {
            assertThat(all.await(LIMIT)).hasSize(nodes);
        }
    }

    @Test
    void when_the_node_of_a_bundle_is_killed_then_that_bundle_moves_and_its_tasks_run_again(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        try (PlacementGroup group = group(wick, 2, 1)) {
            List<UUID> before = group.await(LIMIT);
            ObjectRef<UUID> task =
                    wick.task(
                                    () -> {
                                        marks.add(1);
                                        marks.awaitOpen();
                                        return here();
                                    })
                            .in(group, 0)
                            .submit();
            marks.awaitCount(1);

            cluster.kill9(cluster.indexOf(before.getFirst()));
            marks.awaitCount(2);
            marks.open();

            List<UUID> after = group.await(LIMIT);
            assertThat(task.get(LIMIT)).isEqualTo(after.getFirst());
            assertThat(after.getFirst()).isNotIn(before);
            assertThat(after.getLast()).isEqualTo(before.getLast());
        }
        checkAllIsBack(wick, 2);
    }

    @Test
    void when_no_node_is_left_for_a_bundle_then_it_waits_for_one_that_comes(
            Wick wick, ProcessCluster cluster) {
        try (PlacementGroup group = group(wick, 3, 2)) {
            List<UUID> before = group.await(LIMIT);
            int dead = cluster.indexOf(before.get(1));
            cluster.kill9(dead);
            cluster.awaitNodes(2);
            ObjectRef<UUID> task = wick.task(PlacementGroupDeathTest::here).in(group, 1).submit();
            ObjectRef<UUID> stays = wick.task(PlacementGroupDeathTest::here).in(group, 2).submit();
            assertThat(stays.get(LIMIT)).isEqualTo(before.get(2));
            assertThatThrownBy(() -> task.get(MOMENT)).isInstanceOf(GetTimeoutException.class);

            cluster.restart(dead);

            assertThat(task.get(LIMIT)).isEqualTo(cluster.nodeId(dead));
            assertThat(group.await(LIMIT))
                    .containsExactly(before.get(0), cluster.nodeId(dead), before.get(2));
        }
        checkAllIsBack(wick, 3);
    }

    @Test
    void when_the_owner_is_killed_then_its_groups_are_gone_and_all_is_given_back(
            Wick wick, ProcessCluster cluster) {
        UUID owner = cluster.nodeId(1);
        PlacementGroup placed =
                wick.task(
                                () -> {
                                    PlacementGroup made = group(Wick.current(), 3, 1);
                                    made.await(LIMIT);
                                    return made;
                                })
                        .onNode(owner)
                        .submit()
                        .get(LIMIT);
        PlacementGroup waits =
                wick.task(() -> group(Wick.current(), 3, 2)).onNode(owner).submit().get(LIMIT);
        ObjectRef<List<UUID>> never = waits.ready();
        Marks marks = Marks.in(folder);
        int other = placed.await(LIMIT).indexOf(cluster.nodeId(2));
        ObjectRef<Integer> running =
                wick.task(
                                () -> {
                                    marks.add(1);
                                    marks.awaitOpen();
                                    return 1;
                                })
                        .in(placed, other)
                        .submit();
        marks.awaitCount(1);

        cluster.kill9(1);

        assertThatThrownBy(() -> running.get(LIMIT)).isInstanceOf(PlacementGroupException.class);
        assertThatThrownBy(() -> never.get(LIMIT)).isInstanceOf(PlacementGroupException.class);
        assertThatThrownBy(
                        () ->
                                wick.task(PlacementGroupDeathTest::here)
                                        .in(placed, other)
                                        .submit()
                                        .get(LIMIT))
                .isInstanceOf(PlacementGroupException.class);
        marks.open();
        checkAllIsBack(wick, 2);
    }

    @Test
    void when_the_keeper_of_the_line_is_killed_then_groups_in_it_are_placed(
            Wick wick, ProcessCluster cluster) {
        PlacementGroup first = group(wick, 2, 2);
        List<UUID> nodes = first.await(LIMIT);
        try (PlacementGroup second = group(wick, 2, 2)) {
            ObjectRef<List<UUID>> ready = second.ready();
            assertThatThrownBy(() -> ready.get(MOMENT)).isInstanceOf(GetTimeoutException.class);

            cluster.kill9(0);
            cluster.awaitNodes(2);
            first.remove();

            assertThat(new HashSet<>(ready.get(LIMIT)))
                    .containsExactlyInAnyOrder(cluster.nodeId(1), cluster.nodeId(2));
        }
        assertThat(nodes).hasSize(2);
        checkAllIsBack(wick, 2);
    }

    @Test
    void when_groups_come_and_go_while_nodes_are_killed_then_each_is_placed_or_gone(
            Wick wick, ProcessCluster cluster) {
        for (int round = 0; round < 6; round++) {
            PlacementGroup one = group(wick, 2, 2);
            PlacementGroup other = group(wick, 2, 1.5);
            if (round == 2) {
                cluster.kill9(2);
            }
            one.await(LIMIT);
            one.remove();
            assertThat(other.await(LIMIT)).hasSize(2);
            other.remove();
        }
        checkAllIsBack(wick, 2);
    }
}
