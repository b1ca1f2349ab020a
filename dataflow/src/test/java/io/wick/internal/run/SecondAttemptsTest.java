package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Site;
import io.wick.internal.run.SecondAttempts.Second;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

class SecondAttemptsTest {
    private static final long MILLI = 1_000_000;
    private static final Resources TWO = Resources.ONE_CPU.cpus(2);
    private static final Site A = site(1, Map.of());
    private static final Site B = site(2, Map.of());
    private static final Site C = site(3, Map.of("disk", "fast"));
    private static final List<Site> ALL = List.of(A, B, C);
    private static final BitSet NONE = new BitSet();

    /** Vertices 0 to 39, and 40 to 43 that want a fast disk. */
    private static final GraphModel GRAPH =
            new GraphModel(
                    "two stages",
                    List.of(
                            stage(0, 0, 40, TaskOptions.DEFAULT),
                            stage(
                                    1,
                                    40,
                                    4,
                                    TaskOptions.DEFAULT.withPlacement(
                                            new Placement.WithAttribute("disk", "fast")))),
                    new int[45],
                    new int[0],
                    new int[] {0},
                    true);

    private SecondAttempts seconds = new SecondAttempts(GRAPH);

    private static Site site(long id, Map<String, String> attributes) {
        return new Site(new UUID(0, id), TWO, attributes, 0);
    }

    private static Stage stage(int id, int first, int count, TaskOptions options) {
        return new Stage(id, "s" + id, new Operation.Constant(0), options, first, count, 0, -1);
    }

    private static Pace.Took took(int stage, int finished, long millis) {
        Long[] times = new Long[Math.min(finished, 16)];
        Arrays.fill(times, millis * MILLI);
        return new Pace.Took(stage, finished, List.of(times));
    }

    private static Pace.Attempt attempt(int vertex, long millis) {
        return new Pace.Attempt(vertex, millis * MILLI, false);
    }

    private void tell(Site node, double free, List<Pace.Took> took, Pace.Attempt... attempts) {
        seconds.told(node.id(), new Pace(Resources.NONE.cpus(free), took, List.of(attempts)), 0);
    }

    private List<Second> due(long millis) {
        return seconds.due(ALL, NONE, millis * MILLI);
    }

    private List<Integer> vertices(long millis) {
        return due(millis).stream().map(Second::vertex).toList();
    }

    @Test
    void when_a_vertex_takes_longer_than_those_of_other_nodes_then_it_runs_where_most_is_free() {
        tell(A, 0, List.of(), attempt(7, 200));
        tell(B, 1, List.of(took(0, 20, 200)));
        tell(C, 2, List.of(took(0, 19, 200)));

        assertThat(due(100)).isEmpty();
        assertThat(due(101)).containsExactly(new Second(7, A.id(), C.id()));
        assertThat(due(102)).as("asked already").isEmpty();
    }

    @Test
    void when_a_whole_node_is_slow_then_its_own_times_do_not_excuse_it() {
        tell(A, 0, List.of(took(0, 8, 5000)), attempt(7, 1000), attempt(8, 900));
        tell(B, 2, List.of(took(0, 12, 100)));
        tell(C, 2, List.of(took(0, 12, 100)));

        assertThat(vertices(1)).containsExactly(7, 8);
    }

    @Test
    void when_less_than_half_of_the_stage_has_finished_then_nothing_is_slow() {
        tell(A, 0, List.of(took(1, 2, 1)), attempt(7, 10_000), attempt(40, 10_000));
        tell(B, 2, List.of(took(0, 19, 1)));
        assertThat(due(1)).isEmpty();

        tell(B, 2, List.of(took(0, 20, 1)));
        assertThat(vertices(2)).containsExactly(7);
        tell(A, 0, List.of(took(1, 3, 1)), attempt(7, 10_000), attempt(40, 10_000));
        assertThat(due(3))
                .as("of a small stage three")
                .hasSize(1)
                .first()
                .matches(second -> second.vertex() == 40 && second.to().equals(C.id()));
    }

    @Test
    void when_vertices_are_short_then_the_floor_counts() {
        tell(A, 0, List.of(), attempt(7, 0));
        tell(B, 2, List.of(took(0, 39, 1)));

        assertThat(due(100)).isEmpty();
        assertThat(due(101)).hasSize(1);
    }

    @Test
    void when_no_other_node_has_room_then_it_waits_for_some() {
        tell(A, 2, List.of(), attempt(7, 1000), attempt(8, 1000), attempt(9, 1000));
        tell(B, 1, List.of(took(0, 30, 1)));
        tell(C, 0, List.of());
        assertThat(vertices(1)).containsExactly(7);
        assertThat(due(2)).isEmpty();

        seconds.told(B.id(), new Pace(Resources.ONE_CPU, List.of(), List.of()), 400 * MILLI);
        assertThat(vertices(401)).as("what B has got shows in what it says").containsExactly(8);
        assertThat(due(402)).isEmpty();
    }

    @Test
    void when_a_node_says_nothing_of_itself_then_it_has_room_for_what_it_has_cpus() {
        tell(A, 0, List.of(took(0, 30, 1)), attempt(7, 999), attempt(8, 999), attempt(9, 999));

        assertThat(seconds.due(List.of(A, B), NONE, MILLI)).hasSize(2);
        assertThat(seconds.due(List.of(A), NONE, 2 * MILLI)).isEmpty();
    }

    @Test
    void when_a_node_does_not_hear_then_it_is_asked_again_but_not_when_it_has_heard() {
        tell(A, 0, List.of(took(0, 30, 1)), attempt(7, 999));
        assertThat(due(1)).hasSize(1);

        assertThat(due(1001)).isEmpty();
        assertThat(due(1002)).hasSize(1);
        tell(A, 0, List.of(), new Pace.Attempt(7, 999 * MILLI, true));
        assertThat(due(9000)).isEmpty();
    }

    @Test
    void when_a_node_has_left_then_nothing_is_asked_of_it() {
        tell(A, 0, List.of(took(0, 30, 1)), attempt(7, 999));

        assertThat(seconds.due(List.of(B, C), NONE, MILLI)).isEmpty();
        assertThat(seconds.isAnyUnderWay()).isFalse();
    }

    @Test
    void when_a_vertex_may_be_what_kills_nodes_then_it_gets_none_and_leaves_the_room_to_others() {
        tell(A, 0, List.of(took(0, 30, 1)), attempt(7, 999), attempt(8, 999));
        tell(B, 1, List.of());
        var suspects = new BitSet();
        suspects.set(7);

        assertThat(seconds.due(List.of(A, B), suspects, MILLI))
                .containsExactly(new Second(8, A.id(), B.id()));
        seconds.told(B.id(), new Pace(Resources.ONE_CPU, List.of(), List.of()), 8000 * MILLI);
        assertThat(seconds.due(List.of(A, B), suspects, 9000 * MILLI))
                .as("only what may have one is asked for again")
                .containsExactly(new Second(8, A.id(), B.id()));
    }

    @Test
    void when_a_node_tells_of_another_graph_then_that_is_refused() {
        assertThatThrownBy(() -> tell(A, 0, List.of(), attempt(44, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tell(A, 0, List.of(took(2, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever is told: nobody gets more than is free, nothing runs twice where it is. */
    @Property(tries = 300)
    void when_anything_is_told_then_second_attempts_fit(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 39) Integer> vertices,
            @ForAll @IntRange(max = 2) int freeB,
            @ForAll @IntRange(max = 2) int freeC,
            @ForAll @IntRange(max = 40) int finished) {
        seconds = new SecondAttempts(GRAPH);
        var attempts = new ArrayList<Pace.Attempt>();
        new HashSet<>(vertices).forEach(vertex -> attempts.add(attempt(vertex, 500)));
        tell(A, 2, List.of(took(0, finished, 1)), attempts.toArray(Pace.Attempt[]::new));
        tell(B, freeB, List.of());
        tell(C, freeC, List.of());

        List<Second> due = due(1);

        Map<UUID, Long> given =
                due.stream().collect(Collectors.groupingBy(Second::to, Collectors.counting()));
        assertThat(given.getOrDefault(A.id(), 0L)).isZero();
        assertThat(given.getOrDefault(B.id(), 0L)).isLessThanOrEqualTo(freeB);
        assertThat(given.getOrDefault(C.id(), 0L)).isLessThanOrEqualTo(freeC);
        assertThat(due).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(attempts.size());
        assertThat(due.size())
                .isEqualTo(finished < 20 ? 0 : Math.min(attempts.size(), freeB + freeC));
    }
}
