package io.wick.benchmarks.taskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TaskBodyTest {
    private static final TaskGraph GRAPH = TaskGraph.of(Pattern.STENCIL_1D, 4, 3);
    private static final Workload WORKLOAD = new Workload(GRAPH, 10, 32);

    @Test
    void when_inputs_are_right_then_the_output_names_the_task_all_over() {
        long[] left = TaskBody.run(WORKLOAD, 0, 0);
        long[] right = TaskBody.run(WORKLOAD, 0, 1);

        assertThat(TaskBody.run(WORKLOAD, 1, 0, left, right)).containsExactly(1, 0, 1, 0);
    }

    @Test
    void when_an_input_is_missing_then_the_task_is_named() {
        assertThatThrownBy(() -> TaskBody.run(WORKLOAD, 1, 0, new long[] {0, 0, 0, 0}))
                .isInstanceOf(WrongInputException.class)
                .hasMessage("Task of step 1 point 0 expected 2 inputs, got 1");
    }

    @Test
    void when_an_input_is_another_task_s_then_both_are_named() {
        long[] left = TaskBody.run(WORKLOAD, 0, 0);

        assertThatThrownBy(() -> TaskBody.run(WORKLOAD, 1, 0, left, left))
                .isInstanceOf(WrongInputException.class)
                .hasMessage(
                        "Task of step 1 point 0 expected the output of step 0 point 1,"
                                + " got that of step 0 point 0");
    }

    @Test
    void when_an_input_is_cut_then_it_is_refused() {
        assertThatThrownBy(() -> TaskBody.run(WORKLOAD, 1, 0, new long[] {0, 0}, new long[] {0, 1}))
                .isInstanceOf(WrongInputException.class)
                .hasMessageContaining("expected 32 bytes, got 16");
    }

    @Test
    void when_flops_are_counted_then_each_iteration_is_64_multiply_adds() {
        assertThat(Kernel.flops(10)).isEqualTo(10 * 128 + 64);
        assertThat(WORKLOAD.flops()).isEqualTo(12 * Kernel.flops(10));
        assertThat(Kernel.compute(1)).isCloseTo(Math.pow(1.2345 * 2.2345, 64), within());
    }

    private static org.assertj.core.data.Percentage within() {
        return org.assertj.core.data.Percentage.withPercentage(1e-6);
    }
}
