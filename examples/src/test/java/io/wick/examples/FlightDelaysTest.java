package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wick.Wick;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** The main job on real nodes against plain Java. */
class FlightDelaysTest {
    private static final Path FLIGHTS = Path.of("data/flights-3m.parquet");
    private static final int MIN_FLIGHTS = 500;

    @Test
    void when_the_job_runs_on_an_embedded_node_then_it_finds_what_plain_java_finds()
            throws Exception {
        // given
        Airports airports = Airports.read(Path.of("data/airports.csv"));
        DelaySummary expected =
                PlainFlightDelays.run(FLIGHTS, airports, Long.MAX_VALUE, MIN_FLIGHTS);

        try (Wick wick = Wick.start()) {
            // when
            var outcome =
                    new DelayJob(wick, Progress.none())
                            .run(FLIGHTS, Long.MAX_VALUE, airports, MIN_FLIGHTS);
            DelaySummary found = outcome.summary();

            // then: counts, sums and quantiles are equal, means nearly
            assertThat(found.flights()).isEqualTo(3_000_000);
            assertThat(found.distances()).isEqualTo(expected.distances());
            assertThat(found)
                    .usingRecursiveComparison()
                    .withEqualsForType(FlightDelaysTest::nearly, Double.class)
                    .isEqualTo(expected);
            assertThat(found.airports().getFirst().mean())
                    .isCloseTo(expected.airports().getFirst().mean(), within(1e-12));
            assertThat(outcome.reports().values())
                    .allSatisfy(
                            report ->
                                    assertThat(report.stages().getFirst().rowsOut())
                                            .isEqualTo(3_000_000));
        }
    }

    @Test
    void when_it_runs_on_three_jvms_then_the_result_is_verified() {
        int status = FlightDelays.run("--nodes", "3", "--rows", "600000", "--top", "3", "--verify");

        assertThat(status).isZero();
    }

    @Test
    void when_the_data_is_not_there_then_the_program_says_so_and_fails() {
        assertThat(FlightDelays.run("--plain", "--data", "no/such/directory")).isEqualTo(2);
    }

    private static boolean nearly(double a, double b) {
        return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
    }
}
