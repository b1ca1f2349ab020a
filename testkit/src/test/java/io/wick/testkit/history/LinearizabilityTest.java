package io.wick.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.testkit.history.RegisterModel.Ask;
import io.wick.testkit.history.RegisterModel.Ask.Add;
import io.wick.testkit.history.RegisterModel.Ask.Read;
import io.wick.testkit.history.RegisterModel.Ask.Replace;
import io.wick.testkit.history.RegisterModel.Ask.Write;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Histories whose verdict is known. Times are small numbers; callers are a, b, c. */
class LinearizabilityTest {
    private final Linearizability<Integer, Ask, Integer> check =
            Linearizability.of(new RegisterModel());
    private final List<Operation<Ask, Integer>> history = new ArrayList<>();

    private void answered(String caller, Ask ask, int output, long from, long to) {
        history.add(new Operation<>(caller, ask, new Outcome.Answered<>(output), from, to));
    }

    private void unknown(String caller, Ask ask, long from) {
        history.add(new Operation<>(caller, ask, new Outcome.Unknown<>(), from, from));
    }

    private void refused(String caller, Ask ask, long from, long to) {
        history.add(new Operation<>(caller, ask, new Outcome.Refused<>(), from, to));
    }

    private void assertLinearizable() {
        assertThat(check.check(history)).isEqualTo(new Verdict.Linearizable());
    }

    private String assertViolated() {
        Verdict verdict = check.check(history);
        assertThat(verdict).isInstanceOf(Verdict.Violated.class);
        return ((Verdict.Violated) verdict).why();
    }

    @Test
    void when_nothing_happened_then_linearizable() {
        assertLinearizable();
    }

    @Test
    void when_reads_follow_writes_then_linearizable() {
        answered("a", new Write(0, 1), 1, 0, 1);
        answered("b", new Read(0), 1, 2, 3);
        answered("a", new Write(0, 2), 2, 4, 5);
        answered("b", new Read(0), 2, 6, 7);
        assertLinearizable();
    }

    @Test
    void when_a_read_misses_a_write_before_it_then_violated_and_said() {
        answered("a", new Write(0, 1), 1, 0, 1);
        answered("b", new Read(0), 0, 2, 3);
        assertThat(assertViolated()).contains("Read[key=0]", "state was one of [1]");
    }

    @Test
    void when_a_write_overlaps_two_reads_then_they_may_see_old_and_new_but_not_back() {
        answered("a", new Write(0, 1), 1, 0, 10);
        answered("b", new Read(0), 0, 1, 2);
        answered("b", new Read(0), 1, 3, 4);
        assertLinearizable();
        answered("b", new Read(0), 0, 5, 6);
        assertViolated();
    }

    @Test
    void when_two_increments_give_the_same_value_then_violated() {
        answered("a", new Add(0, 1), 1, 0, 10);
        answered("b", new Add(0, 1), 1, 0, 10);
        assertViolated();
    }

    @Test
    void when_an_acknowledged_increment_is_lost_then_violated() {
        answered("a", new Add(0, 1), 1, 0, 1);
        answered("a", new Add(0, 1), 2, 2, 3);
        answered("b", new Add(0, 1), 2, 4, 5);
        assertViolated();
    }

    @Test
    void when_an_acknowledged_increment_ran_twice_then_violated() {
        answered("a", new Add(0, 1), 1, 0, 1);
        answered("b", new Read(0), 2, 4, 5);
        assertViolated();
    }

    @Test
    void when_an_increment_is_unknown_then_it_may_count_late_or_never_but_once() {
        unknown("a", new Add(0, 1), 0);
        answered("b", new Add(0, 1), 1, 1, 2);
        answered("b", new Read(0), 1, 3, 4);
        assertLinearizable();
        answered("b", new Read(0), 2, 5, 6);
        assertLinearizable();
        answered("b", new Read(0), 3, 7, 8);
        assertViolated();
    }

    @Test
    void when_an_unknown_write_shows_before_it_was_made_then_violated() {
        answered("b", new Read(0), 7, 0, 1);
        unknown("a", new Write(0, 7), 2);
        assertViolated();
    }

    @Test
    void when_a_refused_write_shows_then_violated() {
        refused("a", new Write(0, 7), 0, 1);
        answered("b", new Read(0), 7, 2, 3);
        assertViolated();
    }

    @Test
    void when_two_replace_the_same_value_then_violated() {
        answered("a", new Replace(0, 0, 1), 1, 0, 9);
        answered("b", new Replace(0, 0, 2), 0, 0, 9);
        assertLinearizable();
        history.clear();
        answered("a", new Replace(0, 0, 1), 1, 0, 9);
        answered("b", new Replace(0, 0, 2), 1, 0, 9);
        assertViolated();
    }

    @Test
    void when_keys_differ_then_they_are_independent() {
        answered("a", new Write(0, 1), 1, 0, 1);
        answered("b", new Read(1), 0, 2, 3);
        assertLinearizable();
        answered("b", new Read(1), 1, 4, 5);
        assertThat(assertViolated()).contains("of 1.");
    }

    @Test
    void when_calls_of_one_caller_overlap_then_only_call_order_sees_them_swapped() {
        answered("a", new Add(0, 1), 2, 0, 10);
        answered("a", new Add(0, 1), 1, 1, 11);
        assertLinearizable();
        assertThat(check.inCallOrder().check(history)).isInstanceOf(Verdict.Violated.class);
        history.clear();
        answered("a", new Add(0, 1), 2, 0, 10);
        answered("b", new Add(0, 1), 1, 1, 11);
        assertThat(check.inCallOrder().check(history)).isEqualTo(new Verdict.Linearizable());
    }

    @Test
    void when_the_clock_overflows_then_the_order_is_kept() {
        long late = Long.MAX_VALUE - 1;
        answered("a", new Write(0, 1), 1, late, late + 1);
        answered("b", new Read(0), 1, late + 4, late + 5);
        assertLinearizable();
        answered("b", new Read(0), 0, late + 6, late + 7);
        assertViolated();
    }

    @Test
    void when_hundreds_of_increments_are_unknown_then_it_is_still_quick() {
        int value = 0;
        for (int i = 0; i < 3000; i++) {
            if (i % 10 == 0) {
                unknown("a", new Add(0, 1), 10 * i);
                value += i % 20 == 0 ? 1 : 0;
            }
            answered("b", new Add(0, 1), ++value, 10 * i + 1, 10 * i + 5);
        }
        assertLinearizable();
        answered("b", new Read(0), value + 1000, 40_000, 40_001);
        assertViolated();
    }

    @Test
    void when_many_writes_are_unknown_then_it_is_still_quick() {
        for (int i = 0; i < 60; i++) {
            unknown("a", new Write(0, 1000 + i), 10 * i);
            answered("b", new Write(0, i), i, 10 * i + 1, 10 * i + 5);
            answered("c", new Read(0), i % 3 == 0 ? 1000 + i : i, 10 * i + 6, 10 * i + 8);
        }
        assertLinearizable();
        answered("c", new Read(0), 1003, 1000, 1001);
        assertViolated(); // it was used up
    }

    @Test
    void when_configurations_are_limited_then_it_gives_up() {
        for (int i = 0; i < 12; i++) {
            answered("w" + i, new Write(0, i), i, i, 100);
        }
        assertThat(check.limit(10).check(history)).isInstanceOf(Verdict.Undecided.class);
        assertLinearizable();
    }

    @Test
    void when_too_many_are_under_way_then_it_says_so() {
        for (int i = 0; i < 65; i++) {
            answered("w" + i, new Write(0, i), i, i, 100);
        }
        assertThatThrownBy(() -> check.check(history))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64")
                .hasMessageContaining("more keys");
    }
}
