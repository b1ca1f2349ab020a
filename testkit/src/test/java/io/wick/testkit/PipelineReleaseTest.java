package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** What pipelines keep in the store is gone after them: looked at after each test. */
@WickTest(nodes = 2)
class PipelineReleaseTest {
    record Row(int number, String text) {}

    private static List<Row> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Row(i, "text of row " + i)).toList();
    }

    @Test
    void when_many_rows_are_collected_then_nothing_stays_behind(Wick wick) {
        assertThat(Pipeline.from(Sources.of(rows(50_000))).collect(wick)).hasSize(50_000);
    }

    @Test
    void when_many_rows_are_sorted_then_nothing_stays_behind(Wick wick) {
        assertThat(Pipeline.from(Sources.of(rows(50_000))).sortBy(Row::text).collect(wick))
                .hasSize(50_000);
    }
}
