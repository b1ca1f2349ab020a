package io.wick.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Collection;

/** Runs each benchmark with each rival for a moment, so that none rots. No figure is looked at. */
class SmokeTest {
    @BeforeAll
    static void shareNodes() {
        System.setProperty(Nodes.KEEP, "true");
        System.setProperty("jmh.ignoreLock", "true");
    }

    @AfterAll
    static void stopNodes() {
        Nodes.closeKept();
        System.clearProperty(Nodes.KEEP);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {LocalSubmit.class, RemoteSubmit.class, AwaitMany.class, ActorCalls.class})
    void when_benchmark_runs_then_each_rival_gives_a_score(Class<?> benchmark) throws Exception {
        assertThat(run(options(benchmark))).isNotEmpty().allSatisfy(SmokeTest::hasScore);
    }

    @Test
    void when_put_get_runs_then_each_rival_gives_a_score() throws Exception {
        assertThat(run(options(PutGet.class).param("bytes", "1024", "1048576")))
                .hasSize(24)
                .allSatisfy(SmokeTest::hasScore);
    }

    @Test
    void when_recursion_runs_then_each_rival_gives_a_score() throws Exception {
        assertThat(run(options(Nested.class).param("depth", "100")))
                .hasSize(2)
                .allSatisfy(SmokeTest::hasScore);
    }

    @Test
    void when_a_run_is_summed_up_then_it_has_rate_times_and_allocation() throws Exception {
        RunResult sampled =
                run(options(LocalSubmit.class).param("rival", "wick")).iterator().next();

        Measured measured = Measured.of(sampled);

        assertThat(measured.median()).isPositive();
        assertThat(measured.allocatedBytes()).isPositive();
        assertThat(measured.percentile(99)).isGreaterThanOrEqualTo(measured.percentile(50));
    }

    private static ChainedOptionsBuilder options(Class<?> type) {
        return new OptionsBuilder()
                .include("\\." + type.getSimpleName() + "\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .addProfiler(GCProfiler.class)
                .shouldDoGC(false)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        Options built = options.build();
        return new Runner(built).run();
    }

    private static void hasScore(RunResult result) {
        BenchmarkParams params = result.getParams();
        assertThat(result.getPrimaryResult().getScore()).as(params.id()).isPositive();
    }
}
