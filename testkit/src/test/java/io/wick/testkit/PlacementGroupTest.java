package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.GetTimeoutException;
import io.wick.error.InfeasibleException;
import io.wick.error.PlacementGroupException;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;
import io.wick.ignite.internal.IgniteEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Placement groups on three nodes of two CPUs; the second node has two licences. */
@WickTest(nodes = 3, cpus = 2, setup = PlacementGroupTest.Setup.class)
class PlacementGroupTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final AtomicInteger INTERRUPTED = new AtomicInteger();
    private static volatile CountDownLatch open = new CountDownLatch(1);

    static final class Setup implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return node == 1 ? config.resource("license", 2) : config;
        }
    }

    @BeforeEach
    void reset() {
        STARTED.set(0);
        INTERRUPTED.set(0);
        open = new CountDownLatch(1);
    }

    @AfterEach
    void everything_is_back(WickCluster cluster) {
        open.countDown();
        until(
                "all resources are back",
                () ->
                        cluster.nodes().stream()
                                .allMatch(wick -> ((IgniteEngine) wick.engine()).isIdle()));
    }

    private static void until(String what, BooleanSupplier condition) {
        Waiting.until(what, LIMIT, condition);
    }

    private static boolean isGone(PlacementGroup group) {
        try {
            group.await(LIMIT);
            return false;
        } catch (PlacementGroupException e) {
            return true;
        }
    }

    private static UUID here() {
        return Wick.current().nodes().getFirst().id();
    }

    private static UUID hold() throws InterruptedException {
        STARTED.incrementAndGet();
        try {
            if (!open.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened");
            }
        } catch (InterruptedException e) {
            INTERRUPTED.incrementAndGet();
            throw e;
        }
        return here();
    }

    private static PlacementGroup group(Wick wick, Strategy strategy, int bundles, double cpus) {
        var builder = wick.placementGroup().strategy(strategy).named("team");
        for (int i = 0; i < bundles; i++) {
            builder.bundle(r -> r.cpus(cpus));
        }
        return builder.create();
    }

    @Test
    void when_a_group_is_placed_then_its_nodes_are_as_the_strategy_says(WickCluster cluster) {
        for (int from = 0; from < 3; from++) {
            Wick wick = cluster.node(from);
            try (PlacementGroup group = group(wick, Strategy.PACK, 2, 1)) {
                assertThat(new HashSet<>(group.await(LIMIT))).hasSize(1);
            }
            try (PlacementGroup group = group(wick, Strategy.SPREAD, 4, 1)) {
                assertThat(new HashSet<>(group.await(LIMIT))).hasSize(3);
            }
            try (PlacementGroup group = group(wick, Strategy.STRICT_PACK, 2, 1)) {
                assertThat(new HashSet<>(group.await(LIMIT))).hasSize(1);
            }
            try (PlacementGroup group = group(wick, Strategy.STRICT_SPREAD, 3, 0.5)) {
                assertThat(new HashSet<>(group.await(LIMIT))).hasSize(3);
            }
        }
    }

    @Test
    void when_a_bundle_needs_what_one_node_has_then_it_is_there(WickCluster cluster) {
        try (PlacementGroup group =
                cluster.wick()
                        .placementGroup()
                        .bundle(r -> r.cpus(1))
                        .bundle(r -> r.cpus(1).custom("license", 1))
                        .strategy(Strategy.STRICT_SPREAD)
                        .create()) {
            List<UUID> nodes = group.await(LIMIT);

            assertThat(nodes.get(1)).isEqualTo(cluster.id(1));
            assertThat(nodes.get(0)).isNotEqualTo(cluster.id(1));
        }
    }

    @Test
    void when_tasks_are_submitted_into_a_bundle_then_they_run_there(WickCluster cluster) {
        try (PlacementGroup group = group(cluster.wick(), Strategy.STRICT_SPREAD, 3, 1)) {
            var refs = new ArrayList<ObjectRef<UUID>>();
            for (int i = 0; i < 300; i++) {
                refs.add(cluster.wick().task(PlacementGroupTest::here).in(group, i % 3).submit());
            }

            List<UUID> nodes = group.await(LIMIT);
            for (int i = 0; i < 300; i++) {
                assertThat(refs.get(i).get(LIMIT)).isEqualTo(nodes.get(i % 3));
            }
        }
    }

    @Test
    void when_a_bundle_is_full_then_its_tasks_wait_though_the_node_has_room(WickCluster cluster) {
        try (PlacementGroup group = group(cluster.wick(), Strategy.PACK, 1, 1)) {
            var refs = new ArrayList<ObjectRef<UUID>>();
            for (int i = 0; i < 3; i++) {
                refs.add(cluster.wick().task(PlacementGroupTest::hold).in(group, 0).submit());
            }
            until("STARTED.get() == 1", () -> STARTED.get() == 1);
            UUID node = group.await(LIMIT).getFirst();

            assertThat(cluster.wick().task(() -> 1).onNode(node).submit().get(LIMIT)).isOne();
            assertThat(STARTED).hasValue(1);
            open.countDown();
            cluster.wick().get(refs, LIMIT);
        }
    }

    @Test
    void when_a_task_waits_for_one_of_its_bundle_then_both_end(WickCluster cluster) {
        Wick wick = cluster.wick();
        try (PlacementGroup group = group(wick, Strategy.PACK, 1, 1)) {
            ObjectRef<UUID> outer =
                    wick.task(
                                    () ->
                                            Wick.current()
                                                    .task(PlacementGroupTest::here)
                                                    .in(group, 0)
                                                    .submit()
                                                    .get(LIMIT))
                            .in(group, 0)
                            .submit();

            assertThat(outer.get(LIMIT)).isEqualTo(group.await(LIMIT).getFirst());
        }
    }

    @Test
    void when_another_node_uses_a_group_then_it_finds_the_bundles(WickCluster cluster) {
        PlacementGroup group = group(cluster.node(0), Strategy.STRICT_SPREAD, 3, 1);
        List<UUID> nodes = group.await(LIMIT);
        List<UUID> found =
                cluster.wick()
                        .task(
                                () -> {
                                    Wick there = Wick.current();
                                    var refs = new ArrayList<ObjectRef<UUID>>();
                                    for (int i = 0; i < 3; i++) {
                                        refs.add(
                                                there.task(PlacementGroupTest::here)
                                                        .in(group, i)
                                                        .submit());
                                    }
                                    assertThat(group.await(LIMIT)).isEqualTo(nodes);
                                    return there.get(refs, LIMIT);
                                })
                        .onNode(cluster.id(2))
                        .submit()
                        .get(LIMIT);
        assertThat(found).isEqualTo(nodes);

        cluster.wick()
                .task(
                        () -> {
                            group.remove();
                            return 1;
                        })
                .onNode(cluster.id(2))
                .submit()
                .get(LIMIT);
        until("the group is gone", () -> isGone(group));
    }

    @Test
    void when_no_node_could_ever_hold_it_then_it_fails_at_once_with_the_reason(Wick wick) {
        long before = System.nanoTime();
        assertThatThrownBy(() -> group(wick, Strategy.STRICT_PACK, 3, 1))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("'team'")
                .hasMessageContaining("STRICT_PACK");
        assertThatThrownBy(() -> group(wick, Strategy.STRICT_SPREAD, 4, 1))
                .isInstanceOf(InfeasibleException.class);
        assertThatThrownBy(() -> group(wick, Strategy.PACK, 7, 1))
                .isInstanceOf(InfeasibleException.class);
        assertThatThrownBy(() -> wick.placementGroup().bundle(r -> r.custom("license", 3)).create())
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("license 3");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void when_a_task_asks_for_more_than_its_bundle_then_it_fails_at_submit(Wick wick) {
        try (PlacementGroup group = group(wick, Strategy.PACK, 1, 0.5)) {
            var task = wick.task(PlacementGroupTest::here).in(group, 0);
            assertThatThrownBy(task::submit)
                    .isInstanceOf(InfeasibleException.class)
                    .hasMessageContaining("cpu 0.5");
            assertThat(task.resources(r -> r.cpus(0.5)).submit().get(LIMIT)).isNotNull();
            assertThatThrownBy(() -> wick.task(PlacementGroupTest::here).in(group, 1).submit())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void when_tasks_have_the_cpus_then_a_group_waits_for_them(WickCluster cluster) {
        Wick wick = cluster.wick();
        var refs = new ArrayList<ObjectRef<UUID>>();
        for (int i = 0; i < 6; i++) {
            refs.add(wick.task(PlacementGroupTest::hold).onNode(cluster.id(i % 3)).submit());
        }
        until("STARTED.get() == 6", () -> STARTED.get() == 6);

        try (PlacementGroup group = group(wick, Strategy.STRICT_SPREAD, 3, 1)) {
            assertThatThrownBy(() -> group.await(MOMENT)).isInstanceOf(GetTimeoutException.class);
            open.countDown();
            assertThat(group.await(LIMIT)).hasSize(3);
            wick.get(refs, LIMIT);
        }
    }

    @Test
    void when_two_groups_compete_then_one_has_all_and_the_other_nothing_until_then(
            WickCluster cluster) {
        for (int round = 0; round < 10; round++) {
            PlacementGroup one = group(cluster.node(0), Strategy.STRICT_SPREAD, 3, 2);
            PlacementGroup other = group(cluster.node(1), Strategy.STRICT_SPREAD, 3, 2);
            ObjectRef<List<UUID>> first = one.ready();
            ObjectRef<List<UUID>> second = other.ready();
            until("first.isDone() || second.isDone()", () -> first.isDone() || second.isDone());

            assertThat(first.isDone() && second.isDone()).isFalse();
            PlacementGroup winner = first.isDone() ? one : other;
            PlacementGroup loser = first.isDone() ? other : one;
            winner.remove();
            assertThat(loser.await(LIMIT)).hasSize(3);
            loser.remove();
        }
    }

    @Test
    void when_groups_wait_then_they_are_placed_in_the_order_they_came(WickCluster cluster) {
        Wick wick = cluster.wick();
        var groups = new ArrayList<PlacementGroup>();
        for (int i = 0; i < 4; i++) {
            groups.add(group(wick, Strategy.STRICT_SPREAD, 3, 1.5));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(groups.get(i).await(LIMIT)).hasSize(3);
            for (int later = i + 1; later < 4; later++) {
                ObjectRef<List<UUID>> ready = groups.get(later).ready();
                assertThat(ready.isDone()).isFalse();
            }
            groups.get(i).remove();
        }
    }

    @Test
    void when_a_group_lacks_a_licence_then_another_that_wants_none_passes(Wick wick) {
        try (PlacementGroup all =
                        wick.placementGroup().bundle(r -> r.custom("license", 2)).create();
                PlacementGroup waits =
                        wick.placementGroup().bundle(r -> r.custom("license", 1)).create();
                PlacementGroup passes = group(wick, Strategy.PACK, 2, 1)) {
            assertThat(all.await(LIMIT)).hasSize(1);
            assertThat(passes.await(LIMIT)).hasSize(2);
            assertThat(waits.ready().isDone()).isFalse();
            all.remove();
            assertThat(waits.await(LIMIT)).hasSize(1);
        }
    }

    @Test
    void when_a_group_is_removed_then_what_runs_and_waits_in_it_fails(WickCluster cluster) {
        Wick wick = cluster.wick();
        PlacementGroup group = group(wick, Strategy.STRICT_SPREAD, 3, 1);
        List<UUID> nodes = group.await(LIMIT);
        var refs = new ArrayList<ObjectRef<UUID>>();
        for (int i = 0; i < 6; i++) {
            refs.add(wick.task(PlacementGroupTest::hold).in(group, i % 3).submit());
        }
        until("STARTED.get() == 3", () -> STARTED.get() == 3);

        group.remove();

        for (ObjectRef<UUID> ref : refs) {
            assertThatThrownBy(() -> ref.get(LIMIT))
                    .isInstanceOf(PlacementGroupException.class)
                    .hasMessageContaining("removed");
        }
        until("INTERRUPTED.get() == 3", () -> INTERRUPTED.get() == 3);
        assertThatThrownBy(
                        () -> wick.task(PlacementGroupTest::here).in(group, 0).submit().get(LIMIT))
                .isInstanceOf(PlacementGroupException.class)
                .hasMessageContaining("'team'");
        assertThat(nodes).hasSize(3);
    }

    @Test
    void when_a_waiting_group_is_removed_then_those_who_wait_hear_of_it(Wick wick) {
        try (PlacementGroup all = group(wick, Strategy.STRICT_SPREAD, 3, 2)) {
            all.await(LIMIT);
            PlacementGroup waits = group(wick, Strategy.STRICT_SPREAD, 3, 2);
            ObjectRef<UUID> task = wick.task(PlacementGroupTest::here).in(waits, 0).submit();
            ObjectRef<UUID> cancelled = wick.task(PlacementGroupTest::here).in(waits, 1).submit();
            assertThat(cancelled.cancel()).isTrue();

            waits.remove();
            waits.remove();

            assertThatThrownBy(() -> task.get(LIMIT)).isInstanceOf(PlacementGroupException.class);
            assertThatThrownBy(() -> waits.await(LIMIT))
                    .isInstanceOf(PlacementGroupException.class);
        }
    }

    @Test
    void when_a_client_makes_a_group_then_it_works_and_ends_with_the_client(WickCluster cluster) {
        try (Wick client = Wick.connect(cluster.addresses())) {
            PlacementGroup group = group(client, Strategy.STRICT_SPREAD, 3, 2);
            List<UUID> nodes = group.await(LIMIT);
            assertThat(client.task(PlacementGroupTest::here).in(group, 2).submit().get(LIMIT))
                    .isEqualTo(nodes.get(2));
            assertThat(((IgniteEngine) cluster.node(0).engine()).isIdle()).isFalse();
        }
        try (PlacementGroup next = group(cluster.wick(), Strategy.STRICT_SPREAD, 3, 2)) {
            assertThat(next.await(LIMIT)).hasSize(3);
        }
    }

    @Test
    void when_a_task_holds_part_of_a_bundle_then_the_rest_is_for_others(Wick wick) {
        try (PlacementGroup group =
                wick.placementGroup().bundle(r -> r.cpus(1).custom("license", 2)).create()) {
            var refs = new ArrayList<ObjectRef<UUID>>();
            for (int i = 0; i < 2; i++) {
                refs.add(
                        wick.task(PlacementGroupTest::hold)
                                .in(group, 0)
                                .resources(r -> Resources.NONE.custom("license", 1))
                                .submit());
            }
            until("STARTED.get() == 2", () -> STARTED.get() == 2);
            assertThat(wick.task(PlacementGroupTest::here).in(group, 0).submit().get(LIMIT))
                    .isNotNull();
            open.countDown();
            wick.get(refs, LIMIT);
        }
    }
}
