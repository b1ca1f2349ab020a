package io.wick.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.scheduler.Suspicion.Loss;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

class SuspectTurnsTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    private final SuspectTurns<String> turns = new SuspectTurns<>();

    @Test
    void when_suspects_need_not_be_alone_then_all_begin_at_once() {
        assertThat(turns.asks("first", A, true)).isTrue();
        assertThat(turns.asks("second", A, false)).isTrue();
        assertThat(turns.asks("third", A, false)).isTrue();
        assertThat(turns.lossOf("third")).isEqualTo(Loss.BEGUN);
        assertThat(turns.lossOf("stranger")).isEqualTo(Loss.NOT_BEGUN);
    }

    @Test
    void when_suspects_must_be_alone_then_they_begin_one_by_one_on_each_node() {
        assertThat(turns.asks("first", A, true)).isTrue();
        assertThat(turns.asks("second", A, true)).isFalse();
        assertThat(turns.asks("third", A, true)).isFalse();
        assertThat(turns.asks("other", B, true)).isTrue();
        assertThat(turns.lossOf("second")).isEqualTo(Loss.NOT_BEGUN);

        assertThat(turns.ended("second")).isNull(); // cancelled
        assertThat(turns.ended("other")).isNull();
        assertThat(turns.ended("first")).isEqualTo("third");
        assertThat(turns.lossOf("third")).isEqualTo(Loss.BEGUN);
        assertThat(turns.ended("third")).isNull();
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void when_a_node_dies_then_nobody_begins_there() {
        turns.asks("first", A, true);
        turns.asks("second", A, true);

        turns.left(A);

        assertThat(turns.lossOf("first")).isEqualTo(Loss.BEGUN);
        assertThat(turns.ended("first")).isNull();
        assertThat(turns.lossOf("second")).isEqualTo(Loss.NOT_BEGUN);
        assertThat(turns.ended("second")).isNull();
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void when_one_has_waited_enough_then_it_begins_and_a_death_accuses_nobody_for_certain() {
        turns.asks("slow", A, true);
        turns.asks("second", A, true);

        assertThat(turns.waitedEnough("second")).isTrue();
        assertThat(turns.waitedEnough("second")).isFalse();
        assertThat(turns.waitedEnough("slow")).isFalse();
        assertThat(turns.waitedEnough("stranger")).isFalse();

        assertThat(turns.lossOf("slow")).isEqualTo(Loss.PERHAPS_BEGUN);
        assertThat(turns.lossOf("second")).isEqualTo(Loss.PERHAPS_BEGUN);
        assertThat(turns.asks("third", A, true)).isFalse();
        assertThat(turns.ended("second")).isNull();
        assertThat(turns.ended("slow")).isEqualTo("third");
        assertThat(turns.lossOf("third")).isEqualTo(Loss.BEGUN);
    }

    /** As long as tasks end, each begins; alone unless patience ended; nothing is kept. */
    @Property
    void when_anything_happens_then_each_suspect_begins_or_ends(
            @ForAll long seed, @ForAll @Size(min = 1, max = 40) List<Boolean> alone) {
        var random = new Random(seed);
        var all = new SuspectTurns<Integer>();
        Map<Integer, UUID> there = new HashMap<>();
        Set<Integer> begun = new HashSet<>();
        var coming = new ArrayList<Integer>();
        for (int i = 0; i < alone.size(); i++) {
            coming.add(i);
        }
        while (!coming.isEmpty() || !there.isEmpty()) {
            if (!coming.isEmpty() && random.nextInt(3) > 0) {
                Integer next = coming.removeLast();
                UUID node = random.nextBoolean() ? A : B;
                there.put(next, node);
                if (all.asks(next, node, alone.get(next))) {
                    begun.add(next);
                }
                assertThat(begun.contains(next) || alone.get(next)).isTrue();
            } else if (!there.isEmpty()) {
                List<Integer> running = there.keySet().stream().filter(begun::contains).toList();
                assertThat(running).as("somebody runs").isNotEmpty();
                Integer ends = running.get(random.nextInt(running.size()));
                there.remove(ends);
                Integer next = all.ended(ends);
                if (next != null) {
                    assertThat(begun.add(next)).isTrue();
                }
            }
            for (UUID node : List.of(A, B)) {
                assertThat(
                                there.entrySet().stream()
                                        .filter(at -> at.getValue().equals(node))
                                        .filter(at -> begun.contains(at.getKey()))
                                        .filter(at -> alone.get(at.getKey())))
                        .hasSizeLessThan(2);
            }
        }
        assertThat(begun).hasSize(alone.size());
        assertThat(all.isEmpty()).isTrue();
    }
}
