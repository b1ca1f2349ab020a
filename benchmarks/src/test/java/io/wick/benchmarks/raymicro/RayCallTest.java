package io.wick.benchmarks.raymicro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wick.benchmarks.Nodes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.atomic.AtomicInteger;

/** Runs each call for a moment; the rounds check their results themselves. */
class RayCallTest {
    private static final Timing MOMENT = new Timing(0.001, 0.001, 1);

    @Test
    void when_a_call_is_measured_then_it_gives_a_figure() throws Exception {
        try (Nodes nodes = Nodes.one()) {
            var driver = new Driver(nodes.wick(), null);
            for (RayCall call : RayCall.values()) {
                assertThat(call.measure(driver, MOMENT)).as(call.title()).isPositive();
            }
        }
    }

    @Test
    void when_a_long_round_is_timed_then_it_runs_once_before() throws Exception {
        var rounds = new AtomicInteger();

        assertThat(new Timing(1, 2, 3).seconds(rounds::incrementAndGet)).isNotNegative();
        assertThat(rounds).hasValue(4);
    }

    @ParameterizedTest
    @CsvSource({"TASKS_SYNC, 1904, 2", "ARGUMENTS, 8.6, 2"})
    void when_a_figure_is_compared_then_more_is_better(RayCall call, double figure, double times) {
        assertThat(call.timesRay(figure)).isCloseTo(times, within(1e-9));
    }
}
