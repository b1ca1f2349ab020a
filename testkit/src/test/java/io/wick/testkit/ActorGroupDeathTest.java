package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorDeadException;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Actors in bundles whose nodes are killed or leave, on three JVMs of two CPUs. */
@WickProcesses(nodes = 3)
class ActorGroupDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    private static PlacementGroup group(Wick wick, int bundles, double cpus) {
        var builder = wick.placementGroup().strategy(Strategy.STRICT_SPREAD).named("team");
        for (int i = 0; i < bundles; i++) {
            builder.bundle(r -> r.cpus(cpus));
        }
        return builder.create();
    }

    /** Only a cluster that holds nothing has so much room. */
    private static void checkAllIsBack(Wick wick, int nodes) {
        try (PlacementGroup all = group(wick, nodes, 2)) {
            assertThat(all.await(LIMIT)).hasSize(nodes);
        }
    }

    @Test
    void when_the_node_of_a_bundle_is_killed_then_its_actor_goes_on_where_the_bundle_is(
            Wick wick, ProcessCluster cluster) {
        try (PlacementGroup group = group(wick, 2, 1)) {
            List<UUID> before = group.await(LIMIT);
            ActorRef<Tally> actor =
                    wick.actor(Tally::new, 0)
                            .in(group, 0)
                            .resources(r -> r.cpus(1))
                            .restarts(3)
                            .checkpoints(Checkpoints.beforeReply())
                            .create()
                            .retries(20);
            ActorRef<Tally> mortal = wick.actor(Tally::new, 0).in(group, 0).create();
            for (int i = 0; i < 100; i++) {
                assertThat(actor.call(Tally::tell, i).get(LIMIT)).isEqualTo(i + 1);
            }
            assertThat(mortal.call(Tally::node).get(LIMIT)).isEqualTo(before.getFirst());

            cluster.kill9(cluster.indexOf(before.getFirst()));
            var refs = new ArrayList<ObjectRef<Integer>>();
            for (int i = 100; i < 200; i++) {
                refs.add(actor.call(Tally::tell, i));
            }

            for (int i = 100; i < 200; i++) {
                assertThat(refs.get(i - 100).get(LIMIT)).isEqualTo(i + 1);
            }
            List<UUID> after = group.await(LIMIT);
            assertThat(after.getFirst()).isNotIn(before);
            assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(after.getFirst());
            assertThatThrownBy(() -> mortal.retries(9).call(Tally::count).get(LIMIT))
                    .isInstanceOf(ActorDeadException.class)
                    .hasMessageContaining("without restarts");
        }
        checkAllIsBack(wick, 2);
    }

    @Test
    void when_the_node_of_a_bundle_leaves_then_its_actor_follows_the_bundle_with_its_state(
            Wick wick, ProcessCluster cluster) {
        try (PlacementGroup group = group(wick, 2, 1)) {
            List<UUID> before = group.await(LIMIT);
            ActorRef<Tally> actor =
                    wick.actor(Tally::new, 0).in(group, 1).resources(r -> r.cpus(1)).create();
            assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(before.get(1));
            var refs = new ArrayList<ObjectRef<Integer>>();
            for (int i = 0; i < 500; i++) {
                refs.add(actor.call(Tally::tell, i));
            }

            cluster.stop(cluster.indexOf(before.get(1)));

            for (int i = 500; i < 600; i++) {
                refs.add(actor.call(Tally::tell, i));
            }
            for (int i = 0; i < 600; i++) {
                assertThat(refs.get(i).get(LIMIT)).isEqualTo(i + 1);
            }
            assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(group.await(LIMIT).get(1));
        }
        checkAllIsBack(wick, 2);
    }

    @Test
    void when_no_node_is_left_for_the_bundle_then_the_actor_waits_for_one_that_comes(
            Wick wick, ProcessCluster cluster) {
        try (PlacementGroup group = group(wick, 3, 2)) {
            List<UUID> before = group.await(LIMIT);
            ActorRef<Tally> actor =
                    wick.actor(Tally::new, 7)
                            .in(group, 2)
                            .named("picky")
                            .restarts(-1)
                            .resources(r -> r.cpus(2))
                            .create();
            assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(before.get(2));
            int dead = cluster.indexOf(before.get(2));

            cluster.kill9(dead);
            cluster.awaitNodes(2);
            ObjectRef<Integer> waits = actor.retries(9).call(Tally::count);
            cluster.restart(dead);

            assertThat(waits.get(LIMIT)).isEqualTo(7);
            assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(cluster.nodeId(dead));
        }
        checkAllIsBack(wick, 3);
    }

    @Test
    void when_the_owner_of_the_group_is_killed_then_actors_of_others_in_it_end(
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
        int other = placed.await(LIMIT).indexOf(cluster.nodeId(2));
        ActorRef<Tally> actor =
                wick.actor(Tally::new, 1)
                        .in(placed, other)
                        .named("guest")
                        .restarts(-1)
                        .resources(r -> r.cpus(1))
                        .create();
        Marks marks = Marks.in(folder);
        assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(cluster.nodeId(2));
        ObjectRef<Integer> running = actor.call(Tally::slow, marks);
        marks.awaitCount(1);

        cluster.kill9(1);

        assertThatThrownBy(() -> running.get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("placement group")
                .hasMessageContaining("left");
        assertThatThrownBy(() -> actor.call(Tally::count).get(LIMIT))
                .isInstanceOf(ActorDeadException.class);
        Waiting.until(
                "its name is free", LIMIT, () -> wick.findActor("guest", Tally.class).isEmpty());
        marks.open();
        checkAllIsBack(wick, 2);
    }
}
