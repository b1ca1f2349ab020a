package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.TaskOptions;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class EstimatesTest {
    private static final GraphModel GRAPH =
            new GraphModel(
                    "g",
                    List.of(stage(0, "known", 2, 500, 50), stage(1, "unknown", 1, 0, -1)),
                    new int[4],
                    new int[0],
                    new int[0],
                    false);

    private final Estimates estimates = new Estimates();

    private static Stage stage(int id, String name, int count, long nanos, long bytes) {
        return new Stage(
                id, name, TestGraph.CALL, TaskOptions.DEFAULT, id * 2, count, nanos, bytes);
    }

    private long[] nanos() {
        return estimates.nanos(GRAPH, Stage::name);
    }

    private long[] bytes() {
        return estimates.bytes(GRAPH, Stage::name);
    }

    @Test
    void when_nothing_was_learnt_then_the_user_is_believed_and_the_rest_unknown() {
        assertThat(nanos()).containsExactly(500, 500, 0);
        assertThat(bytes()).containsExactly(50, 50, -1);
        assertThat(estimates.nanos(GRAPH, stage -> null)).containsExactly(500, 500, 0);
    }

    @Test
    void when_a_run_was_seen_then_its_mean_is_expected() {
        estimates.learn("known", 4, 4000, 400);
        estimates.learn("unknown", 1, 7, 0);

        assertThat(nanos()).containsExactly(1000, 1000, 7);
        assertThat(bytes()).containsExactly(100, 100, 0);
    }

    @Test
    void when_more_runs_are_seen_then_later_ones_weigh_more() {
        estimates.learn("known", 1, 1000, 0);
        estimates.learn("known", 1, 2000, 0);
        assertThat(nanos()[0]).isEqualTo(1250);

        for (int i = 0; i < 40; i++) {
            estimates.learn("known", 1, 3000, 0);
        }
        assertThat(nanos()[0]).isEqualTo(3000);
    }

    @Test
    void when_something_was_not_measured_then_what_is_known_stays() {
        estimates.learn("known", 2, 2000, -1);
        assertThat(bytes()[0]).isEqualTo(50);

        estimates.learn("known", 2, -1, 600);
        estimates.learn("known", 0, 9_000_000, 9_000_000);
        assertThat(nanos()[0]).isEqualTo(1000);
        assertThat(bytes()[0]).isEqualTo(300);
    }

    @Test
    void when_too_many_functions_are_seen_then_the_oldest_is_forgotten() {
        estimates.learn("known", 1, 1000, 0);
        estimates.learn("unknown", 1, 1000, 0);
        nanos();
        IntStream.range(0, Estimates.LIMIT - 1).forEach(i -> estimates.learn("f" + i, 1, 1, 1));

        assertThat(nanos()).containsExactly(500, 500, 1000);
    }

    @Test
    void when_threads_learn_at_the_same_time_then_the_mean_stays_between() {
        IntStream.range(0, 10_000)
                .parallel()
                .forEach(i -> estimates.learn("known", 1, 1000 + i % 2 * 1000, 10));

        assertThat(nanos()[0]).isBetween(1000L, 2000L);
        assertThat(bytes()[0]).isEqualTo(10);
    }
}
