package io.wick.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.membership.Majority.Standing;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

class MajorityTest {
    private static final long WINDOW = 1000;

    private static UUID id(int server) {
        return new UUID(0, server);
    }

    /** Servers 0 to {@code count - 1} as one of them sees them; 0 is the oldest. */
    private static Majority of(int self, int count) {
        var majority = new Majority(id(self), self, true, WINDOW);
        IntStream.range(0, count).forEach(i -> majority.joined(id(i), i));
        return majority;
    }

    private static void lose(Majority majority, int... servers) {
        for (int server : servers) {
            majority.failed(id(server), 0);
        }
        for (int server : servers) {
            majority.unreachable(id(server));
        }
    }

    private static void answer(Majority majority, int... servers) {
        for (int server : servers) {
            majority.answered(id(server), majority.round());
        }
    }

    @Test
    void when_one_of_three_is_lost_then_it_goes_on_once_the_other_has_answered() {
        Majority majority = of(1, 3);
        lose(majority, 0);
        assertThat(majority.standing()).isEqualTo(Standing.UNSURE);
        assertThat(majority.connected()).containsExactly(id(2));

        answer(majority, 2);

        assertThat(majority.standing()).isEqualTo(Standing.SURE);
    }

    @Test
    void when_two_of_three_cannot_be_reached_then_it_is_lost() {
        Majority majority = of(0, 3);
        lose(majority, 1, 2);
        assertThat(majority.standing()).isEqualTo(Standing.LOST);

        majority.tick(10 * WINDOW);

        assertThat(majority.standing()).isEqualTo(Standing.LOST);
    }

    @Test
    void when_two_of_three_are_known_to_be_gone_then_the_last_goes_on() {
        Majority majority = of(2, 3);
        majority.failed(id(0), 0);
        majority.failed(id(1), 0);
        majority.gone(id(0));
        assertThat(majority.standing()).isEqualTo(Standing.SURE); // of two, either goes on
        majority.gone(id(1));

        assertThat(majority.standing()).isEqualTo(Standing.SURE);
    }

    @Test
    void when_losses_are_further_apart_than_the_window_then_the_last_goes_on() {
        Majority majority = of(4, 5);
        for (int i = 0; i < 4; i++) {
            majority.failed(id(i), i * 2 * WINDOW);
            majority.unreachable(id(i));
            assertThat(majority.standing()).isNotEqualTo(Standing.LOST);
            majority.tick(i * 2 * WINDOW + WINDOW);
            assertThat(majority.standing()).isEqualTo(Standing.SURE);
        }
    }

    @Test
    void when_half_is_lost_then_the_half_with_the_oldest_goes_on() {
        Majority older = of(1, 4);
        Majority younger = of(2, 4);
        lose(older, 2, 3);
        lose(younger, 0, 1);

        answer(older, 0);

        assertThat(older.standing()).isEqualTo(Standing.SURE);
        assertThat(younger.standing()).isEqualTo(Standing.LOST);
    }

    @Test
    void when_servers_leave_in_order_then_they_are_not_missed() {
        Majority majority = of(2, 3);
        majority.left(id(0));
        majority.left(id(1));

        assertThat(majority.standing()).isEqualTo(Standing.SURE);
        assertThat(majority.connected()).isEmpty();
    }

    @Test
    void when_an_answer_is_to_an_earlier_question_then_it_does_not_count() {
        Majority majority = of(0, 5);
        lose(majority, 1);
        int earlier = majority.round();
        lose(majority, 2);

        majority.answered(id(3), earlier);
        majority.answered(id(4), earlier);

        assertThat(majority.standing()).isEqualTo(Standing.UNSURE);
    }

    @Test
    void when_no_majority_is_required_then_only_being_told_so_counts() {
        var majority = new Majority(id(0), 0, false, WINDOW);
        IntStream.range(0, 3).forEach(i -> majority.joined(id(i), i));
        lose(majority, 1, 2);
        assertThat(majority.standing()).isEqualTo(Standing.SURE);

        majority.expelled();

        assertThat(majority.standing()).isEqualTo(Standing.LOST);
    }

    /** Each part hears of its losses one by one, in any order, and of answers between them. */
    @Property(tries = 2000)
    void when_a_cluster_is_cut_then_at_most_one_part_goes_on(
            @ForAll @IntRange(min = 3, max = 9) int count,
            @ForAll @IntRange(min = 2, max = 4) int parts,
            @ForAll long seed) {
        var random = new Random(seed);
        Map<Integer, Integer> partOf = new HashMap<>();
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int part = random.nextInt(parts);
            partOf.put(i, part);
            members.computeIfAbsent(part, key -> new ArrayList<>()).add(i);
        }
        if (members.size() == 1) {
            return;
        }
        var sure = new ArrayList<Integer>();
        members.forEach(
                (part, inside) -> {
                    int self = inside.get(random.nextInt(inside.size()));
                    Majority majority = of(self, count);
                    if (hearsAll(majority, self, partOf, inside, random)) {
                        sure.add(part);
                    }
                });
        assertThat(sure.size()).isLessThanOrEqualTo(1);
    }

    /** Whether it has ever been sure after its first loss. */
    private static boolean hearsAll(
            Majority majority,
            int self,
            Map<Integer, Integer> partOf,
            List<Integer> inside,
            Random random) {
        List<Integer> outside = new ArrayList<>(partOf.keySet());
        outside.removeAll(inside);
        Collections.shuffle(outside, random);
        boolean wasSure = false;
        for (int other : outside) {
            majority.failed(id(other), 0);
            for (int answering : inside) {
                if (answering != self && random.nextInt(4) > 0) {
                    majority.answered(id(answering), majority.round());
                }
            }
            wasSure |= majority.standing() == Standing.SURE;
        }
        outside.forEach(other -> majority.unreachable(id(other)));
        return wasSure || majority.standing() == Standing.SURE;
    }
}
