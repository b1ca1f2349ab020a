package io.wick.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

class QueryBenchTest {
    @Test
    void when_engines_run_the_queries_then_they_answer_alike() {
        assertThat(QueryBench.run("--quick", "--heap=1024", "--engines=java,wick")).isZero();
    }

    @Test
    void when_there_is_no_second_turn_then_the_program_refuses() {
        assertThat(QueryBench.run("--rounds=1")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
