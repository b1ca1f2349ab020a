package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.testkit.history.Operation;
import io.wick.testkit.history.Outcome;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Faked histories of counters. */
class CounterChecksTest {
    private final List<Operation<String, Long>> history = new ArrayList<>();

    private void answered(String caller, long value, long from, long to) {
        history.add(new Operation<>(caller, "c", new Outcome.Answered<>(value), from, to));
    }

    private void unknown(String caller, long from) {
        history.add(new Operation<>(caller, "c", new Outcome.Unknown<>(), from, from));
    }

    private List<String> violations(long end) {
        return CounterChecks.violations(history, Map.of("c", end));
    }

    @Test
    void when_increments_count_up_then_right() {
        answered("a", 1, 0, 10);
        answered("a", 3, 1, 10);
        answered("b", 2, 0, 10);
        unknown("b", 5);
        assertThat(violations(3)).isEmpty();
        assertThat(violations(4)).isEmpty();
    }

    @Test
    void when_an_increment_is_lost_at_the_end_then_wrong() {
        answered("a", 1, 0, 1);
        answered("a", 2, 2, 3);
        assertThat(violations(1)).anyMatch(wrong -> wrong.contains("after 2 acknowledged"));
    }

    @Test
    void when_an_increment_is_lost_on_the_way_then_wrong() {
        answered("a", 1, 0, 1);
        answered("a", 2, 2, 3);
        answered("b", 2, 4, 5);
        assertThat(violations(2)).anyMatch(wrong -> wrong.contains("gave 2 twice"));
    }

    @Test
    void when_an_increment_is_doubled_then_wrong() {
        answered("a", 1, 0, 1);
        answered("a", 3, 2, 3);
        assertThat(violations(3)).isNotEmpty();
    }

    @Test
    void when_an_unknown_increment_counts_twice_then_wrong() {
        unknown("a", 0);
        assertThat(violations(1)).isEmpty();
        assertThat(violations(2)).isNotEmpty();
    }

    @Test
    void when_calls_of_a_caller_are_swapped_then_wrong() {
        answered("a", 2, 0, 10);
        answered("a", 1, 1, 10);
        assertThat(violations(2)).anyMatch(wrong -> wrong.contains("to an earlier call"));
    }
}
