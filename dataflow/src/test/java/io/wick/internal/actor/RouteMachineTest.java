package io.wick.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.error.ActorDeadException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class RouteMachineTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final Place FIRST = new Place(A, 1);
    private static final Place SECOND = new Place(B, 2);

    private final RouteMachine route = new RouteMachine(FIRST);

    @Test
    void when_its_node_leaves_and_nothing_is_out_then_the_directory_is_asked() {
        assertThat(route.left(A, false, 0)).containsExactly(new RouteStep.Locate());
        assertThat(route.state()).isEqualTo(RouteMachine.State.LOCATING);
    }

    @Test
    void when_another_node_leaves_then_nothing_happens() {
        assertThat(route.left(B, true, 0)).isEmpty();
        assertThat(route.state()).isEqualTo(RouteMachine.State.HERE);
    }

    @Test
    void when_calls_are_out_then_nothing_is_sent_before_they_are_accounted_for() {
        assertThat(route.bounced(FIRST, SECOND, true, 0)).isEmpty();
        assertThat(route.state()).isEqualTo(RouteMachine.State.SETTLING);
        assertThat(route.settled(1))
                .containsExactly(new RouteStep.FailInterrupted(), new RouteStep.Send(SECOND));
        assertThat(route.current()).isEqualTo(SECOND);
    }

    @Test
    void when_the_directory_says_dead_then_all_fail_and_nothing_follows() {
        route.left(A, false, 0);
        var cause = new ActorDeadException("a", "gone", null);
        assertThat(route.located(new Whereabouts.Dead(cause), 1))
                .containsExactly(new RouteStep.Die(cause));
        assertThat(route.heard(SECOND, false, 2)).isEmpty();
        assertThat(route.die(cause)).isEmpty();
    }

    @Test
    void when_it_restarts_then_interrupted_calls_fail_and_others_wait_for_the_new_place() {
        route.left(A, false, 0);
        assertThat(route.located(new Whereabouts.Restarting(), 1))
                .containsExactly(new RouteStep.FailInterrupted(), new RouteStep.LocateLater());
        assertThat(route.located(new Whereabouts.At(SECOND), 2))
                .containsExactly(new RouteStep.FailInterrupted(), new RouteStep.Send(SECOND));
    }

    @Test
    void when_nobody_finds_it_for_long_then_waiting_calls_fail_and_it_is_asked_for_on() {
        route.left(A, false, 0);
        var unclear = new Whereabouts.Unclear("no answer");
        assertThat(route.located(unclear, RouteMachine.PATIENCE_NANOS))
                .containsExactly(new RouteStep.LocateLater());
        assertThat(route.located(unclear, RouteMachine.PATIENCE_NANOS + 1))
                .containsExactly(
                        new RouteStep.FailWaiting("no answer"), new RouteStep.LocateLater());
    }

    @Test
    void when_the_directory_gives_the_same_place_for_long_then_it_is_tried_again() {
        route.bounced(FIRST, null, false, 0);
        var same = new Whereabouts.At(FIRST);
        assertThat(route.located(same, RouteMachine.PATIENCE_NANOS))
                .containsExactly(new RouteStep.LocateLater());
        assertThat(route.located(same, RouteMachine.PATIENCE_NANOS + 1))
                .containsExactly(
                        new RouteStep.FailWaiting("the directory still gives its old place " + A),
                        new RouteStep.FailInterrupted(),
                        new RouteStep.Send(FIRST));
        assertThat(route.state()).isEqualTo(RouteMachine.State.HERE);
    }

    @Test
    void when_old_calls_are_never_accounted_for_then_they_are_recalled() {
        route.heard(SECOND, true, 0);
        assertThat(route.tick(RouteMachine.PATIENCE_NANOS)).isEmpty();
        assertThat(route.tick(RouteMachine.PATIENCE_NANOS + 1))
                .containsExactly(new RouteStep.Recall());
    }

    @Test
    void when_its_place_is_not_known_then_the_directory_is_asked_until_it_lives() {
        var waiting = new RouteMachine(Place.unknown(A));
        long late = 10 * RouteMachine.PATIENCE_NANOS;

        assertThat(waiting.begin(0)).containsExactly(new RouteStep.Locate());
        assertThat(waiting.located(new Whereabouts.Waiting(), late))
                .containsExactly(new RouteStep.FailInterrupted(), new RouteStep.LocateLater());
        assertThat(waiting.located(new Whereabouts.Restarting(), late + 1))
                .containsExactly(new RouteStep.FailInterrupted(), new RouteStep.LocateLater());
        assertThat(waiting.heard(FIRST, false, late + 2))
                .containsExactly(new RouteStep.FailInterrupted(), new RouteStep.Send(FIRST));
        assertThat(waiting.state()).isEqualTo(RouteMachine.State.HERE);
    }

    @Test
    void when_it_does_not_start_for_long_then_calls_fail_with_what_the_directory_says() {
        route.left(A, false, 0);
        assertThat(route.located(new Whereabouts.Restarting(), RouteMachine.PATIENCE_NANOS + 1))
                .containsExactly(new RouteStep.Explain(), new RouteStep.LocateLater());
        assertThat(route.explained("no node has 9 CPUs"))
                .containsExactly(new RouteStep.FailWaiting("no node has 9 CPUs"));
        route.heard(SECOND, false, RouteMachine.PATIENCE_NANOS + 2);
        assertThat(route.explained("no node has 9 CPUs")).isEmpty();
    }

    @Test
    void when_old_news_come_then_they_are_dropped() {
        route.heard(SECOND, false, 0);
        assertThat(route.heard(FIRST, false, 1)).isEmpty();
        assertThat(route.heard(SECOND, false, 1)).isEmpty();
        assertThat(route.current()).isEqualTo(SECOND);
    }

    @Test
    void when_the_place_it_heard_of_leaves_too_then_the_directory_is_asked() {
        route.heard(SECOND, true, 0);
        route.left(B, true, 1);
        assertThat(route.settled(2)).containsExactly(new RouteStep.Locate());
    }

    /** Whatever comes: calls leave only for a place that is not older than the last. */
    @Property(tries = 2000)
    void when_anything_happens_then_incarnations_never_go_back(
            @ForAll("events") List<Integer> events) {
        boolean known = events.size() % 2 == 0;
        var machine = new RouteMachine(known ? FIRST : Place.unknown(A));
        int newest = known ? 1 : 0;
        long now = 0;
        machine.begin(now);
        for (int event : events) {
            now += RouteMachine.PATIENCE_NANOS / 3;
            var place = new Place((event & 8) == 0 ? A : B, 1 + (event >>> 4 & 3));
            boolean out = (event & 64) != 0;
            List<RouteStep> steps =
                    new ArrayList<>(
                            switch (event & 7) {
                                case 0 -> machine.heard(place, out, now);
                                case 1 -> machine.bounced(machine.current(), place, out, now);
                                case 2 -> machine.bounced(machine.current(), null, out, now);
                                case 3 -> machine.left(place.node(), out, now);
                                case 4 -> machine.settled(now);
                                case 5 -> machine.located(new Whereabouts.At(place), now);
                                case 6 ->
                                        machine.located(
                                                out
                                                        ? new Whereabouts.Restarting()
                                                        : new Whereabouts.Waiting(),
                                                now);
                                default -> machine.tick(now);
                            });
            for (RouteStep step : steps) {
                if (step instanceof RouteStep.Send(Place to)) {
                    assertThat(to.incarnation()).isGreaterThanOrEqualTo(newest);
                    assertThat(machine.state()).isEqualTo(RouteMachine.State.HERE);
                    newest = to.incarnation();
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Integer>> events() {
        return Arbitraries.integers().between(0, 127).list().ofMaxSize(30);
    }
}
