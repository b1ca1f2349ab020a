package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.error.InfeasibleException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A node with less than one CPU runs what asks for no more, and says so of the rest. */
@WickTest(nodes = 1, cpus = 0.5)
class HalfCpuTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void when_a_task_asks_for_a_whole_cpu_then_it_is_refused_and_a_half_one_runs(Wick wick) {
        assertThatThrownBy(() -> wick.submit(() -> 1).get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("cpu 0.5");
        assertThat(wick.task(() -> 2).resources(r -> r.cpus(0.5)).submit().get(LIMIT)).isEqualTo(2);
    }
}
