package io.wick.benchmarks.taskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class PatternTest {
    /** Worked out by hand; random_nearest as printed by Task Bench's core for the same graph. */
    @ParameterizedTest
    @CsvSource({
        "TRIVIAL, 8, 5, 1, 3, ''",
        "NO_COMM, 8, 5, 4, 3, 3",
        "STENCIL_1D, 8, 5, 1, 0, 0 1",
        "STENCIL_1D, 8, 5, 1, 3, 2 3 4",
        "STENCIL_1D, 8, 5, 1, 7, 6 7",
        "STENCIL_1D_PERIODIC, 8, 5, 1, 0, 0 1 7",
        "STENCIL_1D_PERIODIC, 8, 5, 1, 7, 0 6 7",
        "STENCIL_1D_PERIODIC, 2, 5, 1, 0, 0 1",
        "STENCIL_1D_PERIODIC, 1, 5, 1, 0, 0",
        "DOM, 8, 20, 1, 0, 0",
        "DOM, 8, 20, 1, 1, 0",
        "DOM, 8, 20, 10, 4, 3 4",
        "DOM, 8, 20, 19, 7, 6 7",
        "TREE, 8, 20, 1, 1, 0",
        "TREE, 8, 20, 3, 6, 3",
        "TREE, 8, 20, 9, 7, 3",
        "FFT, 8, 20, 1, 0, 0 1",
        "FFT, 8, 20, 2, 3, 1 3 5",
        "FFT, 8, 20, 3, 5, 1 5",
        "FFT, 8, 20, 4, 5, 4 5 6",
        "ALL_TO_ALL, 4, 5, 1, 2, 0 1 2 3",
        "NEAREST, 8, 5, 1, 0, 0 1 2",
        "NEAREST, 8, 5, 1, 4, 2 3 4 5 6",
        "NEAREST, 8, 5, 1, 7, 5 6 7",
        "SPREAD, 20, 9, 3, 1, 1 5 9 13 17",
        "SPREAD, 20, 9, 1, 1, 1 6 10 14 18",
        "SPREAD, 20, 9, 2, 19, 5 9 13 17 19",
        "SPREAD, 2, 9, 1, 1, 0 1",
        "RANDOM_NEAREST, 8, 5, 1, 1, 1 3",
        "RANDOM_NEAREST, 8, 5, 2, 2, 1 2 3",
        "RANDOM_NEAREST, 8, 5, 3, 5, 5 6 7",
        "RANDOM_NEAREST, 8, 5, 4, 1, 1 3"
    })
    void when_a_task_is_asked_for_its_inputs_then_they_are_the_definition_s(
            Pattern pattern, int width, int steps, int step, int point, String expected) {
        TaskGraph graph = TaskGraph.of(pattern, width, steps);

        assertThat(graph.inputs(step, point)).containsExactly(points(expected));
    }

    private static int[] points(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void when_radix_is_even_then_nearest_has_one_more_to_the_left() {
        var graph = new TaskGraph(Pattern.NEAREST, 9, 3, 4, 3, 0.25);

        assertThat(graph.inputs(1, 4)).containsExactly(2, 3, 4, 5);
    }

    @Test
    void when_a_wavefront_grows_and_shrinks_then_so_do_its_steps() {
        TaskGraph graph = TaskGraph.of(Pattern.DOM, 3, 6);

        assertThat(widths(graph)).containsExactly(1, 2, 3, 3, 2, 1);
        assertThat(IntStream.range(0, 6).map(graph::first)).containsExactly(0, 0, 0, 0, 1, 2);
        assertThat(graph.tasks()).isEqualTo(12);
    }

    @Test
    void when_a_tree_fans_out_then_it_stops_at_the_width() {
        assertThat(widths(TaskGraph.of(Pattern.TREE, 5, 5))).containsExactly(1, 2, 4, 5, 5);
        assertThat(widths(TaskGraph.of(Pattern.TREE, 2, 40)).skip(1)).containsOnly(2);
    }

    private static IntStream widths(TaskGraph graph) {
        return IntStream.range(0, graph.steps()).map(step -> graph.end(step) - graph.first(step));
    }

    @ParameterizedTest
    @EnumSource
    void when_any_graph_is_asked_then_dependences_exist_and_mirror_each_other(Pattern pattern) {
        for (int width : new int[] {1, 2, 3, 5, 8, 13, 32}) {
            for (int steps : new int[] {1, 2, 7, 40}) {
                TaskGraph graph = TaskGraph.of(pattern, width, steps);
                for (int step = 0; step < steps; step++) {
                    assertThat(graph.first(step)).isNotNegative();
                    assertThat(graph.end(step)).isLessThanOrEqualTo(width);
                    for (int point = graph.first(step); point < graph.end(step); point++) {
                        haveMirror(graph, step, point);
                    }
                }
            }
        }
    }

    private static void haveMirror(TaskGraph graph, int step, int point) {
        String task = graph + ", step " + step + " point " + point;
        assertThat(boxed(graph.inputs(step, point)))
                .as(task)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(source -> source >= graph.first(step - 1) && source < graph.end(step - 1))
                .allMatch(source -> contains(graph.consumers(step - 1, source), point));
        assertThat(boxed(graph.consumers(step, point)))
                .as(task)
                .isSorted()
                .allMatch(consumer -> contains(graph.inputs(step + 1, consumer), point));
    }

    private static List<Integer> boxed(int[] points) {
        return Arrays.stream(points).boxed().toList();
    }

    private static boolean contains(int[] points, int point) {
        return Arrays.stream(points).anyMatch(each -> each == point);
    }

    @Test
    void when_parameters_make_no_graph_then_they_are_refused_by_name() {
        assertThatThrownBy(() -> TaskGraph.of(Pattern.TREE, 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tree: width 0");
    }
}
