package io.wick.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.actor.ActorInfo.State;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

class ActorLifeTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID OWNER = new UUID(0, 9);

    @Test
    void when_it_has_started_then_it_is_alive_and_told_twice_is_known() {
        ActorLife alive = changed(first(0), new LifeEvent.Started(A, 1));

        assertThat(alive.state()).isEqualTo(State.ALIVE);
        assertThat(alive.apply(new LifeEvent.Started(A, 1))).isEqualTo(new LifeStep.Known(alive));
        assertThat(alive.apply(new LifeEvent.Started(B, 1))).isInstanceOf(LifeStep.Refused.class);
    }

    @Test
    void when_its_node_is_lost_with_restarts_left_then_it_starts_elsewhere() {
        ActorLife alive = changed(first(1), new LifeEvent.Started(A, 1));

        ActorLife again = changed(alive, new LifeEvent.NodeLost(A, B));

        assertThat(again.state()).isEqualTo(State.RESTARTING);
        assertThat(again.node()).isEqualTo(B);
        assertThat(again.incarnation()).isEqualTo(2);
        assertThat(again.apply(new LifeEvent.Started(A, 1))).isInstanceOf(LifeStep.Refused.class);
        ActorLife dead = changed(again, new LifeEvent.NodeLost(B, A));
        assertThat(dead.death()).isNotNull();
        assertThat(dead.death().cause()).isEqualTo(Death.Cause.NODE_LOST);
        assertThat(dead.death().text()).contains("all of its 1 restarts are used");
    }

    @Test
    void when_no_node_has_room_then_it_is_placed_later_without_a_restart_more() {
        ActorLife alive = changed(first(1), new LifeEvent.Started(A, 1));
        ActorLife nowhere = changed(alive, new LifeEvent.NodeLost(A, null));
        assertThat(nowhere.node()).isNull();

        ActorLife placed = changed(nowhere, new LifeEvent.Placed(2, B));

        assertThat(placed.node()).isEqualTo(B);
        assertThat(placed.restarts()).isEqualTo(1);
        assertThat(placed.apply(new LifeEvent.Placed(2, A))).isInstanceOf(LifeStep.Refused.class);
    }

    @Test
    void when_its_first_place_is_not_known_then_it_is_starting_until_it_has_one() {
        ActorLife waits = ActorLife.first(new UUID(1, 1), null, "x", OWNER, false, 0, null);
        assertThat(waits.isStarting()).isTrue();
        assertThat(waits.apply(new LifeEvent.Started(A, 1))).isInstanceOf(LifeStep.Refused.class);

        ActorLife placed = changed(waits, new LifeEvent.Placed(1, A));

        assertThat(placed.state()).isEqualTo(State.STARTING);
        assertThat(placed.restarts()).isZero();
        assertThat(placed.apply(new LifeEvent.Placed(1, A))).isEqualTo(new LifeStep.Known(placed));
        assertThat(changed(placed, new LifeEvent.Started(A, 1)).state()).isEqualTo(State.ALIVE);
    }

    @Test
    void when_it_moves_to_a_place_not_known_yet_then_it_is_placed_later() {
        ActorLife alive = changed(first(0), new LifeEvent.Started(A, 1));

        ActorLife moving = changed(alive, new LifeEvent.Moved(A, 1, null));

        assertThat(moving.state()).isEqualTo(State.RESTARTING);
        assertThat(moving.node()).isNull();
        assertThat(moving.apply(new LifeEvent.Moved(A, 1, null)))
                .isEqualTo(new LifeStep.Known(moving));
        ActorLife placed = changed(moving, new LifeEvent.Placed(2, B));
        assertThat(placed.restarts()).isZero();
        assertThat(placed.node()).isEqualTo(B);
    }

    @Test
    void when_it_moves_then_no_restart_is_used() {
        ActorLife alive = changed(first(0), new LifeEvent.Started(A, 1));

        ActorLife moved = changed(alive, new LifeEvent.Moved(A, 1, B));

        assertThat(moved.restarts()).isZero();
        assertThat(moved.incarnation()).isEqualTo(2);
        assertThat(moved.apply(new LifeEvent.Moved(A, 1, B))).isEqualTo(new LifeStep.Known(moved));
        assertThat(moved.apply(new LifeEvent.NodeLost(A, B))).isInstanceOf(LifeStep.Refused.class);
    }

    @Test
    void when_its_owner_is_lost_then_it_dies_unless_detached() {
        assertThat(changed(first(5), new LifeEvent.OwnerLost(OWNER)).isDead()).isTrue();
        ActorLife detached = ActorLife.first(new UUID(1, 1), null, "x", OWNER, true, 0, A);
        assertThat(detached.apply(new LifeEvent.OwnerLost(OWNER)))
                .isInstanceOf(LifeStep.Refused.class);
    }

    @Property(tries = 500)
    void when_anything_happens_then_an_incarnation_has_one_node_and_death_is_for_good(
            @ForAll long seed, @ForAll boolean detached) {
        var random = new Random(seed);
        int restarts = random.nextInt(4) - 1;
        ActorLife life = ActorLife.first(new UUID(1, 1), "n", "x", OWNER, detached, restarts, A);
        Map<Integer, UUID> nodes = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            if (life.node() != null) {
                UUID before = nodes.putIfAbsent(life.incarnation(), life.node());
                assertThat(before).isIn(null, life.node());
            }
            LifeEvent event = random(random, life.incarnation());
            LifeStep step = life.apply(event);
            if (life.isDead()) {
                assertThat(step).isInstanceOf(LifeStep.Refused.class);
            }
            if (step instanceof LifeStep.Changed(ActorLife next)) {
                assertThat(next.incarnation()).isGreaterThanOrEqualTo(life.incarnation());
                assertThat(restarts < 0 || next.restarts() <= restarts).isTrue();
                assertThat(next.apply(event).life()).isEqualTo(next);
                assertThat(next.isDead()).isEqualTo(next.death() != null);
            } else {
                assertThat(step.life()).isSameAs(life);
            }
            life = step.life();
        }
    }

    private static LifeEvent random(Random random, int now) {
        UUID node = new UUID(0, 1 + random.nextInt(3));
        UUID other = new UUID(0, 4 + random.nextInt(3));
        int of = Math.max(1, now - random.nextInt(2));
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new LifeEvent.Started(node, of);
            case 3, 4 -> new LifeEvent.NodeLost(node, random.nextBoolean() ? other : null);
            case 5 -> new LifeEvent.NodeLost(other, node);
            case 6 -> new LifeEvent.Placed(of, node);
            case 7 -> new LifeEvent.Declined(node, of);
            case 8, 9 -> new LifeEvent.Moved(node, of, random.nextBoolean() ? other : null);
            case 10 -> new LifeEvent.OwnerLost(random.nextInt(6) == 0 ? OWNER : node);
            default ->
                    random.nextInt(4) == 0
                            ? new LifeEvent.Killed("by a test")
                            : new LifeEvent.Ended(of - 1, new Death(Death.Cause.ENDED, "ended"));
        };
    }

    private static ActorLife first(int restarts) {
        return ActorLife.first(new UUID(1, 1), null, "x", OWNER, false, restarts, A);
    }

    private static ActorLife changed(ActorLife life, LifeEvent event) {
        LifeStep step = life.apply(event);
        assertThat(step).isInstanceOf(LifeStep.Changed.class);
        return step.life();
    }
}
