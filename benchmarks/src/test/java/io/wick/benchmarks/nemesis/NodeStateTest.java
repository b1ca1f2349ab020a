package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Stats;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What counts as left over. */
class NodeStateTest {
    private static final NodeState BEFORE = state(true, 0, 0, 40, 30L << 20, 0);

    private static NodeState state(
            boolean idle, int actors, long pending, int threads, long heap, int entries) {
        var stats = new Stats(9, pending, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new NodeState(
                new UUID(0, 1),
                idle,
                actors,
                stats,
                0,
                threads,
                heap,
                Map.of("wick-objects", entries),
                List.of("wick-objects 7"));
    }

    @Test
    void when_all_is_as_before_then_nothing_leaks() {
        assertThat(BEFORE.leaks(BEFORE)).isEmpty();
        assertThat(state(true, 0, 0, 60, 40L << 20, 0).leaks(BEFORE)).isEmpty();
    }

    @Test
    void when_something_is_left_then_it_is_named() {
        assertThat(state(false, 1, 2, 400, 300L << 20, 3).leaks(BEFORE))
                .hasSize(6)
                .anyMatch(leak -> leak.contains("resources are not back"))
                .anyMatch(leak -> leak.contains("actors: expected 0 at most, got 1"))
                .anyMatch(leak -> leak.contains("tasks pending: expected 0 at most, got 2"))
                .anyMatch(leak -> leak.contains("threads: expected 140 at most, got 400"))
                .anyMatch(leak -> leak.contains("bytes of heap"))
                .anyMatch(leak -> leak.contains("entries of wick-objects"));
    }
}
