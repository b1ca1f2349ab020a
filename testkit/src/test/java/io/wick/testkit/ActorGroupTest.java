package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorBuilder;
import io.wick.actor.ActorInfo;
import io.wick.actor.ActorRef;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorNameTakenException;
import io.wick.error.InfeasibleException;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;
import io.wick.ignite.internal.IgniteEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Actors in bundles of placement groups, on three nodes of two CPUs in one JVM. */
@WickTest(nodes = 3, cpus = 2)
class ActorGroupTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @AfterEach
    void everything_is_back(WickCluster cluster) {
        Waiting.until(
                "all resources are back",
                LIMIT,
                () ->
                        cluster.nodes().stream()
                                .allMatch(wick -> ((IgniteEngine) wick.engine()).isIdle()));
    }

    private static PlacementGroup group(Wick wick, int bundles, double cpus) {
        var builder = wick.placementGroup().strategy(Strategy.STRICT_SPREAD).named("team");
        for (int i = 0; i < bundles; i++) {
            builder.bundle(r -> r.cpus(cpus));
        }
        return builder.create();
    }

    private static ActorBuilder<Tally> actor(Wick wick, PlacementGroup group, int bundle) {
        return wick.actor(() -> new Tally()).in(group, bundle);
    }

    @Test
    void when_made_in_bundles_then_actors_live_where_these_are(WickCluster cluster) {
        for (int from = 0; from < 3; from++) {
            Wick wick = cluster.node(from);
            try (PlacementGroup group = group(wick, 3, 1)) {
                var actors = new ArrayList<ActorRef<Tally>>();
                for (int i = 0; i < 6; i++) { // half of them before it is known where
                    actors.add(actor(wick, group, i % 3).create());
                    if (i == 2) {
                        group.await(LIMIT);
                    }
                }
                List<UUID> nodes = group.await(LIMIT);
                for (int i = 0; i < 6; i++) {
                    assertThat(actors.get(i).call(Tally::node).get(LIMIT))
                            .isEqualTo(nodes.get(i % 3));
                }
            }
        }
    }

    @Test
    void when_an_actor_holds_its_bundle_then_others_wait_there_and_the_node_has_the_rest(
            WickCluster cluster) {
        Wick wick = cluster.wick();
        try (PlacementGroup group = group(wick, 1, 1)) {
            ActorRef<Tally> first = actor(wick, group, 0).resources(r -> r.cpus(1)).create();
            UUID node = first.call(Tally::node).get(LIMIT);
            ActorRef<Tally> second = actor(wick, group, 0).resources(r -> r.cpus(1)).create();
            ObjectRef<Integer> waits = second.call(Tally::add, 1);
            ObjectRef<Integer> task = wick.task(() -> 5).in(group, 0).submit();

            assertThat(wick.task(() -> 3).onNode(node).submit().get(LIMIT)).isEqualTo(3);
            assertThat(actor(wick, group, 0).create().call(Tally::count).get(LIMIT)).isZero();
            assertThat(waits.isDone()).isFalse();
            assertThat(task.isDone()).isFalse();

            first.kill();
            assertThat(waits.get(LIMIT)).isEqualTo(1);
            second.stop().get(LIMIT);
            assertThat(task.get(LIMIT)).isEqualTo(5);
        }
    }

    @Test
    void when_it_asks_for_more_than_its_bundle_then_it_fails_at_create(Wick wick) {
        try (PlacementGroup group = group(wick, 1, 0.5)) {
            assertThatThrownBy(() -> actor(wick, group, 0).resources(r -> r.cpus(1)).create())
                    .isInstanceOf(InfeasibleException.class)
                    .hasMessageContaining("'team'")
                    .hasMessageContaining("cpu 0.5");
            assertThatThrownBy(() -> actor(wick, group, 1).create())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void when_the_group_waits_then_the_actor_waits_and_its_calls_keep_their_order(
            WickCluster cluster) {
        Wick wick = cluster.wick();
        PlacementGroup all = group(wick, 3, 2);
        all.await(LIMIT);
        PlacementGroup waits = group(wick, 3, 1);
        ActorRef<Tally> actor = actor(wick, waits, 1).named("patient").create();
        for (int i = 0; i < 1000; i++) {
            actor.call(Tally::tell, i);
        }
        ObjectRef<List<Integer>> told = actor.call(Tally::told);
        ObjectRef<Integer> far =
                wick.task(() -> actor.call(Tally::count).get(LIMIT))
                        .resources(r -> r.cpus(0))
                        .onNode(cluster.id(2))
                        .submit();
        ActorRef<Tally> found = wick.findActor("patient", Tally.class).orElseThrow();
        ObjectRef<Integer> late = found.call(Tally::count);
        assertThat(wick.actors())
                .anySatisfy(
                        info -> {
                            assertThat(info.name()).isEqualTo("patient");
                            assertThat(info.state()).isEqualTo(ActorInfo.State.STARTING);
                            assertThat(info.node()).isNull();
                        });
        assertThatThrownBy(() -> actor(wick, waits, 0).named("patient").create())
                .isInstanceOf(ActorNameTakenException.class);
        assertThat(actor(wick, waits, 0).named("patient").getIfExists().create()).isEqualTo(actor);
        assertThat(told.isDone() || far.isDone() || late.isDone()).isFalse();

        all.remove();

        assertThat(told.get(LIMIT)).isEqualTo(IntStream.range(0, 1000).boxed().toList());
        assertThat(far.get(LIMIT)).isZero();
        assertThat(late.get(LIMIT)).isZero();
        assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(waits.await(LIMIT).get(1));
        waits.remove();
    }

    @Test
    void when_the_group_is_removed_then_its_actors_end_and_say_so(WickCluster cluster) {
        Wick wick = cluster.wick();
        PlacementGroup group = group(wick, 3, 1);
        var actors = new ArrayList<ActorRef<Tally>>();
        for (int i = 0; i < 3; i++) {
            actors.add(
                    actor(wick, group, i)
                            .named("member-" + i)
                            .restarts(5)
                            .resources(r -> r.cpus(1))
                            .create());
        }
        ActorRef<Tally> light = actor(wick, group, 0).create();
        Gates.shut("group");
        var running = new ArrayList<ObjectRef<Integer>>();
        for (ActorRef<Tally> each : actors) {
            each.call(Tally::count).get(LIMIT);
            running.add(each.call(tally -> Gates.pass("group", 1)));
        }
        light.call(Tally::count).get(LIMIT);

        group.remove();

        for (ObjectRef<Integer> call : running) {
            assertThatThrownBy(() -> call.get(LIMIT))
                    .isInstanceOf(ActorDeadException.class)
                    .hasMessageContaining("placement group")
                    .hasMessageContaining("removed");
        }
        actors.add(light);
        for (ActorRef<Tally> each : actors) {
            Waiting.until("it has ended", LIMIT, () -> isDead(each));
        }
        assertThat(wick.findActor("member-0", Tally.class)).isEmpty();
        ActorRef<Tally> late = actor(wick, group, 0).create();
        assertThatThrownBy(() -> late.call(Tally::count).get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("'team'")
                .hasMessageContaining("removed");
        Gates.open("group");
        try (PlacementGroup next = group(wick, 3, 2)) { // only when all is back
            assertThat(next.await(LIMIT)).hasSize(3);
        }
    }

    private static boolean isDead(ActorRef<Tally> actor) {
        try {
            actor.call(Tally::count).get(LIMIT);
            return false;
        } catch (ActorDeadException e) {
            return String.valueOf(e.getMessage()).contains("placement group");
        }
    }

    @Test
    void when_a_waiting_group_is_removed_then_its_actor_is_dead(Wick wick) {
        try (PlacementGroup all = group(wick, 3, 2)) {
            all.await(LIMIT);
            PlacementGroup waits = group(wick, 3, 2);
            ActorRef<Tally> actor = actor(wick, waits, 0).create();
            ActorRef<Tally> killed = actor(wick, waits, 0).create();
            ObjectRef<Integer> call = actor.call(Tally::count);
            ObjectRef<Integer> unwanted = killed.call(Tally::count);

            killed.kill();
            assertThatThrownBy(() -> unwanted.get(LIMIT))
                    .isInstanceOf(ActorDeadException.class)
                    .hasMessageContaining("killed");
            waits.remove();

            assertThatThrownBy(() -> call.get(LIMIT))
                    .isInstanceOf(ActorDeadException.class)
                    .hasMessageContaining("removed");
        }
    }

    @Test
    void when_a_killed_actor_waited_then_it_does_not_begin_with_its_group(Wick wick) {
        PlacementGroup all = group(wick, 3, 2);
        all.await(LIMIT);
        try (PlacementGroup waits = group(wick, 1, 1)) {
            ActorRef<Tally> killed = actor(wick, waits, 0).resources(r -> r.cpus(1)).create();
            killed.kill();
            all.remove();
            ActorRef<Tally> next = actor(wick, waits, 0).resources(r -> r.cpus(1)).create();

            assertThat(next.call(Tally::add, 1).get(LIMIT)).isEqualTo(1);
            assertThatThrownBy(() -> killed.call(Tally::count).get(LIMIT))
                    .isInstanceOf(ActorDeadException.class);
        }
    }

    @Test
    void when_another_node_makes_actors_in_a_group_then_they_live_in_its_bundles(
            WickCluster cluster) {
        try (PlacementGroup group = group(cluster.node(0), 3, 1)) {
            List<UUID> nodes = group.await(LIMIT);
            var found =
                    cluster.wick()
                            .task(
                                    () ->
                                            IntStream.range(0, 3)
                                                    .mapToObj(
                                                            i ->
                                                                    actor(Wick.current(), group, i)
                                                                            .detached()
                                                                            .create())
                                                    .toList())
                            .onNode(cluster.id(1))
                            .submit()
                            .get(LIMIT);
            for (int i = 0; i < 3; i++) {
                assertThat(found.get(i).call(Tally::node).get(LIMIT)).isEqualTo(nodes.get(i));
            }
        }
    }

    @Test
    void when_the_client_that_made_the_group_leaves_then_actors_of_others_in_it_end(
            WickCluster cluster) {
        ActorRef<Tally> guest;
        try (Wick client = Wick.connect(cluster.addresses())) {
            PlacementGroup group = group(client, 3, 2);
            group.await(LIMIT);
            guest =
                    client.task(
                                    () ->
                                            actor(Wick.current(), group, 1)
                                                    .resources(r -> r.cpus(2))
                                                    .detached()
                                                    .restarts(-1)
                                                    .create())
                            .in(group, 0)
                            .submit()
                            .get(LIMIT);
            assertThat(guest.call(Tally::add, 1).get(LIMIT)).isEqualTo(1);
            guest =
                    cluster.wick()
                            .actor(() -> new Tally())
                            .in(group, 2)
                            .named("guest")
                            .restarts(-1)
                            .create();
            assertThat(guest.call(Tally::add, 2).get(LIMIT)).isEqualTo(2);
        }
        ActorRef<Tally> left = guest;
        Waiting.until("it has ended", LIMIT, () -> isDead(left));
        try (PlacementGroup next = group(cluster.wick(), 3, 2)) {
            assertThat(next.await(LIMIT)).hasSize(3);
        }
    }
}
