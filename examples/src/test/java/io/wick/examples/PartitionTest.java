package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole computation without a cluster: slices, partitions, statistics, merge. */
class PartitionTest {
    private static final Path FLIGHTS = Path.of("data/flights-3m.parquet");
    private static final int MIN_FLIGHTS = 100;

    @Test
    void when_all_rows_are_planned_then_each_row_group_is_a_slice() throws Exception {
        List<Slice> slices = Slice.plan(FLIGHTS, Long.MAX_VALUE, 8);

        assertThat(slices).hasSize(11);
        assertThat(slices.stream().mapToLong(Slice::rows).sum()).isEqualTo(3_000_000);
    }

    @Test
    void when_more_slices_are_asked_than_rows_then_each_has_one() throws Exception {
        assertThat(Slice.plan(FLIGHTS, 5, 100)).hasSize(5).allMatch(slice -> slice.rows() == 1);
        assertThat(Slice.plan(FLIGHTS, 0, 100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "272727, 1", "272728, 3", "300000, 1", "300000, 7", "600000, 64"})
    void when_rows_are_cut_into_partitions_then_the_summary_equals_plain_java(
            long rows, int partitions) throws Exception {
        // given
        Airports airports = Airports.read(Path.of("data/airports.csv"));
        DelaySummary expected = PlainFlightDelays.run(FLIGHTS, airports, rows, MIN_FLIGHTS);

        // when
        var statistics = new DelayStatistics(Map.of(), Map.of());
        for (Slice slice : Slice.plan(FLIGHTS, rows, partitions)) {
            statistics = statistics.merge(DelayStatistics.of(Partition.load(slice)));
        }

        // then
        assertThat(DelaySummary.of(statistics, airports, MIN_FLIGHTS)).isEqualTo(expected);
        assertThat(expected.flights()).isEqualTo(rows);
    }
}
