package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

class DelayHistogramTest {
    /** The histogram of delays from -100 to 999. */
    private static DelayHistogram of(int... delays) {
        int[] counts = new int[1100];
        for (int delay : delays) {
            counts[delay + 100]++;
        }
        return DelayHistogram.trimmed(-100, counts);
    }

    @Test
    void when_a_percentile_is_asked_then_it_is_the_value_at_the_nearest_rank() {
        // given: the usual example of the definition
        DelayHistogram delays = of(15, 20, 35, 40, 50);

        // then
        assertThat(delays.percentile(5)).isEqualTo(15);
        assertThat(delays.percentile(20)).isEqualTo(15);
        assertThat(delays.percentile(21)).isEqualTo(20);
        assertThat(delays.percentile(40)).isEqualTo(20);
        assertThat(delays.percentile(50)).isEqualTo(35);
        assertThat(delays.percentile(100)).isEqualTo(50);
    }

    @Test
    void when_there_is_one_flight_then_every_percentile_is_its_delay() {
        assertThat(IntStream.rangeClosed(1, 100).map(of(-7)::percentile).distinct())
                .containsExactly(-7);
    }

    @Test
    void when_delays_are_random_then_percentiles_equal_those_of_sorted_values() {
        var random = new Random(7);
        for (int size = 1; size <= 300; size++) {
            int[] delays = random.ints(size, -100, 1000).toArray();
            DelayHistogram histogram = of(delays);
            Arrays.sort(delays);
            for (int percent : new int[] {1, 5, 50, 95, 99, 100}) {
                assertThat(histogram.percentile(percent))
                        .as("p%d of %s", percent, Arrays.toString(delays))
                        .isEqualTo(PlainFlightDelays.nearestRank(delays, percent / 100.0));
            }
            assertThat(histogram.flights()).isEqualTo(size);
            assertThat(histogram.totalDelay()).isEqualTo(Arrays.stream(delays).sum());
        }
    }

    @Test
    void when_histograms_are_merged_then_they_are_that_of_all_flights() {
        assertThat(of(-5, 3, 3).merge(of(3, 70))).isEqualTo(of(-5, 3, 3, 3, 70));
        assertThat(of(90).merge(of(-90))).isEqualTo(of(-90, 90));
        assertThat(of(1, 9).merge(of(4))).isEqualTo(of(1, 4, 9));
    }
}
