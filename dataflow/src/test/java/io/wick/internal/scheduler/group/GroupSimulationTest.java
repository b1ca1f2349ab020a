package io.wick.internal.scheduler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.group.GroupId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** All or nothing, exact return and progress, whatever dies or freezes meanwhile. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupSimulationTest {
    private static final int SEEDS = 100;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9})
    void when_nodes_die_and_freeze_then_all_groups_end_well(int size) {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, size);
        }
    }

    private static void run(long seed, int size) {
        var world = new GroupSimulation(seed, size);
        world.storm(1500);
        String which = "seed " + seed + ", " + size + " nodes";

        world.calm(120_000);
        assertThat(world.longestUndecided()).as(which).isLessThan(6_000);

        while (!world.groups().isEmpty()) {
            assertThat(world.calmUntil(() -> isAnyPlaced(world) || world.groups().isEmpty()))
                    .as("%s: one of %s is placed", which, world.groups())
                    .isTrue();
            Map<GroupId, GroupReservation> groups = world.groups();
            GroupId placed =
                    groups.keySet().stream()
                            .filter(id -> isPlaced(groups, id))
                            .findFirst()
                            .orElse(null);
            if (placed != null) {
                world.remove(placed);
            }
        }

        assertThat(world.calmUntil(world::isEmpty)).as("%s: all is given back", which).isTrue();
    }

    private static boolean isAnyPlaced(GroupSimulation world) {
        Map<GroupId, GroupReservation> groups = world.groups();
        return groups.keySet().stream().anyMatch(id -> isPlaced(groups, id));
    }

    private static boolean isPlaced(Map<GroupId, GroupReservation> groups, GroupId id) {
        GroupReservation group = groups.get(id);
        return group != null && group.phase() == GroupReservation.Phase.PLACED;
    }

    @Test
    void when_all_is_calm_then_each_holds_what_it_should() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var world = new GroupSimulation(seed, 4);
            world.storm(1000);
            boolean settled =
                    world.calmUntil(
                            () -> world.longestUndecided() == 0 && world.faults().isEmpty());

            assertThat(settled).as("seed %s: %s", seed, world.faults()).isTrue();
        }
    }
}
