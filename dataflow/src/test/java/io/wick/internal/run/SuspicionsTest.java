package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.UUID;

class SuspicionsTest {
    private static final int POISON = 7;
    private static final int OTHER = 8;

    private final Suspicions suspicions = new Suspicions();
    private int nodes;
    private int epoch = 1;

    @Test
    void when_a_vertex_has_just_begun_on_two_nodes_that_die_after_the_first_then_it_is_found() {
        UUID first = firstLoss();
        UUID second = node();
        begins(second, POISON);
        begins(second, OTHER);
        assertThat(suspicions.lost(second, false)).isNull(); // which of the two is not clear
        UUID third = node();
        begins(third, POISON);
        Suspicions.Poison found = suspicions.lost(third, false);

        assertThat(found).isNotNull();
        assertThat(found.vertex()).isEqualTo(POISON);
        assertThat(found.nodes()).containsExactly(first, second, third);
    }

    @Test
    void when_a_second_attempt_has_run_on_the_first_node_that_dies_then_that_counts_as_well() {
        UUID first = node();
        assertThat(suspicions.doubles(POISON, first)).isTrue();
        assertThat(suspicions.lost(first, false)).isNull();
        assertThat(suspicions.all()).isEqualTo(bits(POISON));
        assertThat(suspicions.doubles(POISON, node())).isFalse();
        UUID second = node();
        begins(second, POISON);
        assertThat(suspicions.lost(second, false)).isNull();
        UUID third = node();
        begins(third, POISON);
        Suspicions.Poison found = suspicions.lost(third, false);

        assertThat(found).isNotNull();
        assertThat(found.nodes()).containsExactly(first, second, third);
    }

    @Test
    void when_it_is_not_known_which_node_has_the_second_attempt_then_each_counts() {
        UUID one = node();
        UUID other = node();
        suspicions.doubles(POISON, one);
        suspicions.doubles(POISON, other); // asked again, as the first word may have been lost
        suspicions.lost(one, false);
        assertThat(suspicions.all()).isEqualTo(bits(POISON));
        suspicions.finished(node(), POISON);
        suspicions.reported(
                node(), new Event.Report(bits(POISON), bits(POISON), new BitSet(), false));

        suspicions.lost(other, false);
        assertThat(suspicions.all().isEmpty()).as("it has its value").isTrue();
    }

    @Test
    void when_suspects_waited_on_nodes_that_died_then_nothing_is_held_against_them() {
        firstLoss();
        for (int i = 0; i < 20; i++) {
            assertThat(suspicions.lost(node(), false)).isNull();
        }
        assertThat(suspicions.caution(new int[] {POISON}, 1).alone().isEmpty()).isTrue();
    }

    @Test
    void when_a_suspect_ran_beside_others_then_it_is_to_run_alone() {
        firstLoss();
        UUID second = node();
        begins(second, POISON);
        suspicions.lost(second, false);
        Caution caution = suspicions.caution(new int[] {POISON, OTHER, 9}, 3);
        assertThat(caution.suspects()).isEqualTo(bits(POISON, OTHER));
        assertThat(caution.alone()).isEqualTo(bits(POISON));
    }

    @Test
    void when_a_suspect_comes_to_its_end_then_it_is_none_any_more() {
        firstLoss();
        UUID second = node();
        begins(second, POISON);
        suspicions.lost(second, false);
        UUID third = node();
        begins(third, POISON);
        suspicions.finished(third, POISON);
        assertThat(suspicions.lost(third, false)).isNull();
        assertThat(suspicions.all()).isEqualTo(bits(OTHER));
    }

    @Test
    void when_a_report_tells_that_a_suspect_has_run_then_it_is_none_but_a_promised_one_is() {
        firstLoss();
        UUID second = node();
        begins(second, POISON);
        begins(second, OTHER);
        suspicions.reported(
                second,
                new Event.Report(bits(POISON, OTHER), bits(POISON, OTHER), bits(OTHER), false));
        assertThat(suspicions.all()).isEqualTo(bits(OTHER));
        suspicions.lost(second, false);
        assertThat(suspicions.caution(new int[] {OTHER}, 1).alone()).isEqualTo(bits(OTHER));
    }

    @Test
    void when_nodes_die_long_after_its_start_then_more_of_them_are_needed() {
        firstLoss();
        for (int i = 1; i < Suspicions.SURE; i++) {
            assertThat(lostLate(false)).isNull();
        }
        assertThat(lostLate(false)).isNotNull();
    }

    @Test
    void when_other_nodes_die_as_well_then_more_are_needed_until_that_is_long_ago() {
        firstLoss();
        suspicions.lost(node(), false);
        assertThat(lostAtOnce()).isNull();
        assertThat(lostAtOnce()).isNull();
        assertThat(lostAtOnce()).isNotNull();

        for (int i = 0; i <= Suspicions.LATE_TICKS; i++) {
            suspicions.tick();
        }
        assertThat(lostAtOnce()).isNotNull();
    }

    @Test
    void when_nodes_leave_in_order_long_after_its_start_then_that_says_nothing() {
        firstLoss();
        for (int i = 0; i < 20; i++) {
            assertThat(lostLate(true)).isNull();
        }
    }

    @Test
    void when_another_owner_goes_on_then_it_knows_what_the_last_one_knew() {
        UUID first = firstLoss();
        UUID second = node();
        begins(second, POISON);
        suspicions.lost(second, false);
        var next = new Suspicions();
        next.inherit(suspicions.evidence());

        assertThat(next.all()).isEqualTo(suspicions.all());
        UUID third = node();
        next.begins(1, third, POISON);
        Suspicions.Poison found = next.lost(third, false);
        assertThat(found).isNotNull();
        assertThat(found.nodes()).containsExactly(first, second, third);
    }

    private Suspicions.@Nullable Poison lostAtOnce() {
        UUID node = node();
        begins(node, POISON);
        return suspicions.lost(node, false);
    }

    private Suspicions.@Nullable Poison lostLate(boolean inOrder) {
        UUID node = node();
        begins(node, POISON);
        for (int i = 0; i <= Suspicions.SWIFT_TICKS; i++) {
            suspicions.tick();
        }
        return suspicions.lost(node, inOrder);
    }

    /** A node dies on which two vertices may have been running. */
    private UUID firstLoss() {
        UUID first = node();
        suspicions.lost(first, false);
        suspicions.mayHaveRun(first, bits(POISON, OTHER));
        return first;
    }

    private void begins(UUID node, int vertex) {
        suspicions.begins(epoch, node, vertex);
    }

    private UUID node() {
        epoch++;
        return new UUID(0, ++nodes);
    }

    private static BitSet bits(int... vertices) {
        var bits = new BitSet();
        for (int vertex : vertices) {
            bits.set(vertex);
        }
        return bits;
    }
}
