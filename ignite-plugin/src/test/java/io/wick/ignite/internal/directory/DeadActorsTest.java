package io.wick.ignite.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.actor.Mailbox;
import io.wick.ignite.internal.actor.ActorProfile;
import io.wick.internal.actor.ActorLife;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

class DeadActorsTest {
    private static final int MOST = DeadActors.REMEMBERED;

    /** Dead for as many nanoseconds as its number, and some. */
    private static DeadActors.Dead dead(int number, long more) {
        var id = new UUID(0, number);
        var life = ActorLife.first(id, null, "default", new UUID(1, 1), false, 1, null);
        var profile =
                new ActorProfile(id, null, "default", true, false, Mailbox.DEFAULT, List.of());
        return new DeadActors.Dead(new ActorRecord(life, profile), number + more);
    }

    private static List<DeadActors.Dead> dead(int count) {
        var dead = new ArrayList<DeadActors.Dead>();
        for (int number = 0; number < count; number++) {
            dead.add(dead(number, 0));
        }
        Collections.shuffle(dead, new Random(7));
        return dead;
    }

    private static List<Long> numbers(List<ActorRecord> records) {
        return records.stream()
                .map(record -> record.life().id().getLeastSignificantBits())
                .sorted()
                .toList();
    }

    @Test
    void when_more_are_dead_than_are_remembered_then_those_longest_dead_are_forgotten() {
        List<ActorRecord> forgotten = DeadActors.toForget(dead(MOST + 3));

        assertThat(numbers(forgotten)).containsExactly((long) MOST, MOST + 1L, MOST + 2L);
    }

    @Test
    void when_no_more_are_dead_than_are_remembered_then_none_is_forgotten() {
        assertThat(DeadActors.toForget(dead(MOST))).isEmpty();
        assertThat(DeadActors.toForget(List.of())).isEmpty();
    }

    @Test
    void when_some_are_dead_for_long_then_they_are_forgotten_and_others_are_not_for_their_sake() {
        List<DeadActors.Dead> all = dead(MOST);
        all.add(dead(MOST, DeadActors.REMEMBER_NANOS));
        all.add(dead(MOST + 1, DeadActors.REMEMBER_NANOS));

        List<ActorRecord> forgotten = DeadActors.toForget(all);

        assertThat(numbers(forgotten)).containsExactly((long) MOST, MOST + 1L);
    }
}
