package io.wick.benchmarks.taskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/** Each runtime runs each pattern; the tasks check their inputs themselves. */
class RuntimesTest {
    private static final int[] WIDTHS = {2, 7};

    @ParameterizedTest
    @EnumSource
    void when_a_runtime_runs_each_pattern_then_all_inputs_are_right(Contender contender)
            throws Exception {
        runAll(contender, 1);
    }

    @ParameterizedTest
    @EnumSource
    void when_a_runtime_runs_on_two_jvms_then_all_inputs_are_right(Contender contender)
            throws Exception {
        if (contender.runsOn(2)) {
            runAll(contender, 2);
        }
    }

    private static void runAll(Contender contender, int jvms) throws Exception {
        try (TaskRuntime runtime = contender.open(jvms)) {
            for (Pattern pattern : Pattern.values()) {
                for (int width : WIDTHS) {
                    runtime.run(new Workload(TaskGraph.of(pattern, width, 9), 1, 48));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void when_a_task_fails_then_the_run_does(Contender contender) throws Exception {
        // a kernel of so many iterations is refused, as a wrong input would be
        try (TaskRuntime runtime = contender.open(1)) {
            var workload = new Workload(TaskGraph.of(Pattern.NO_COMM, 2, 3), -1, 16);

            assertThatThrownBy(() -> runtime.run(workload)).hasStackTraceContaining("iterations");
        }
    }

    @Test
    void when_a_runtime_is_swept_then_tasks_get_smaller_until_it_is_not_efficient()
            throws Exception {
        var moment = Duration.ofMillis(1);
        var sweep = new Sweep(TaskGraph.of(Pattern.FFT, 2, 20), 16, 0.5, 3, moment, moment);

        try (var runtime = new SerialLoop()) {
            var samples = sweep.measure(runtime, new Peak(moment));

            assertThat(samples).allMatch(sample -> sample.granularity() > 0);
            assertThat(samples.getLast())
                    .matches(last -> last.iterations() == 1 || last.efficiency() < 0.5);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0", "4, 2, 1", "3, 2, 0", "7, 2, 1", "7, 1, 0"})
    void when_points_are_dealt_then_each_node_gets_a_block(int point, int nodes, int node) {
        var workload = new Workload(TaskGraph.of(Pattern.TRIVIAL, 8, 1), 1, 16);

        assertThat(TaskRuntime.node(workload, point, nodes)).isEqualTo(node);
    }
}
