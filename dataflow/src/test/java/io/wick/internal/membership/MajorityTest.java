package io.wick.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.membership.Majority.Standing;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    /**
     * Each part hears of its losses one by one, in any order, and of answers between them. Some
     * servers are killed as well: the part that reaches their machines hears that they are gone.
     */
    @Property(tries = 2000)
    void when_a_cluster_is_cut_then_at_most_one_part_goes_on(
            @ForAll @IntRange(min = 3, max = 9) int count,
            @ForAll @IntRange(min = 2, max = 4) int parts,
            @ForAll @IntRange(min = 0, max = 3) int kills,
            @ForAll long seed) {
        var random = new Random(seed);
        Map<Integer, List<Integer>> machines = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            machines.computeIfAbsent(random.nextInt(parts), key -> new ArrayList<>()).add(i);
        }
        if (machines.size() == 1) {
            return;
        }
        Set<Integer> killed = new HashSet<>();
        random.ints(kills, 0, count).forEach(killed::add);
        int sure = 0;
        for (List<Integer> inside : machines.values()) {
            List<Integer> alive = new ArrayList<>(inside);
            alive.removeAll(killed);
            if (!alive.isEmpty() && hearsAll(count, inside, alive, random)) {
                sure++;
            }
        }
        assertThat(sure).isLessThanOrEqualTo(1);
    }

    /** Whether a server of a part has been sure after any of its losses. */
    private static boolean hearsAll(
            int count, List<Integer> inside, List<Integer> alive, Random random) {
        int self = alive.get(random.nextInt(alive.size()));
        Majority majority = of(self, count);
        List<Integer> losses = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        losses.removeAll(alive);
        Collections.shuffle(losses, random);
        boolean wasSure = losses.isEmpty();
        for (int lost : losses) {
            majority.failed(id(lost), 0);
            if (random.nextBoolean()) {
                find(majority, lost, inside);
            }
            for (int answering : alive) {
                if (answering != self && random.nextInt(4) > 0) {
                    majority.answered(id(answering), majority.round());
                }
            }
            wasSure |= majority.standing() == Standing.SURE;
        }
        losses.forEach(lost -> find(majority, lost, inside));
        return wasSure || majority.standing() == Standing.SURE;
    }

    private static void find(Majority majority, int lost, List<Integer> reached) {
        if (reached.contains(lost)) {
            majority.gone(id(lost));
        } else {
            majority.unreachable(id(lost));
        }
    }
}
