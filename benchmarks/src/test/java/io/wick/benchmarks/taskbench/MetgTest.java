package io.wick.benchmarks.taskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

class MetgTest {
    private static final double NANOS_PER_ITERATION = 5;

    /** A runtime that adds the same time to each task, on any number of cores. */
    private static List<Sample> curve(double overheadNanos, long... iterations) {
        return LongStream.of(iterations)
                .mapToObj(
                        n -> {
                            double useful = n * NANOS_PER_ITERATION;
                            double nanos = useful + overheadNanos;
                            return new Sample(n, nanos * 1e-9, useful / nanos);
                        })
                .toList();
    }

    @Test
    void when_overhead_is_constant_then_metg_of_half_is_twice_that() {
        List<Sample> samples = curve(1000, 4096, 2048, 1024, 512, 256, 128, 64, 32);

        assertThat(Metg.of(samples, 0.5))
                .isInstanceOfSatisfying(
                        Metg.Reached.class,
                        metg -> assertThat(metg.seconds()).isCloseTo(2000e-9, within(60e-9)));
    }

    @Test
    void when_the_crossing_lies_between_two_samples_then_it_is_on_their_line_in_logarithms() {
        var samples = List.of(new Sample(100, 16e-6, 0.8), new Sample(10, 1e-6, 0.2));

        // from 0.2 to 0.8 is two doublings, to 0.5 log2(2.5) of them; and two times 4 is 16
        assertThat(Metg.of(samples, 0.5))
                .isInstanceOfSatisfying(
                        Metg.Reached.class,
                        metg -> assertThat(metg.seconds()).isCloseTo(6.25e-6, within(1e-12)));
    }

    @Test
    void when_a_sample_hits_the_threshold_then_it_is_the_metg() {
        var samples = List.of(new Sample(100, 8e-6, 0.5), new Sample(50, 6e-6, 0.3));

        assertThat(Metg.of(samples, 0.5)).isEqualTo(new Metg.Reached(8e-6));
    }

    @Test
    void when_fewer_iterations_take_longer_then_the_finest_efficient_sample_counts() {
        var samples = List.of(new Sample(100, 8e-6, 0.6), new Sample(50, 9e-6, 0.3));

        assertThat(Metg.of(samples, 0.5)).isEqualTo(new Metg.Reached(8e-6));
    }

    @Test
    void when_noise_dips_early_then_the_finest_efficient_sample_still_counts() {
        var samples =
                List.of(
                        new Sample(400, 32e-6, 0.9),
                        new Sample(200, 40e-6, 0.4),
                        new Sample(100, 8e-6, 0.5),
                        new Sample(50, 6e-6, 0.3));

        assertThat(Metg.of(samples, 0.5)).isEqualTo(new Metg.Reached(8e-6));
    }

    @Test
    void when_no_sample_is_efficient_then_metg_is_more_than_the_coarsest() {
        Metg metg = Metg.of(curve(1e9, 4096, 1024), 0.5);

        assertThat(metg).isInstanceOf(Metg.MoreThan.class).hasToString("> 1000.0 ms");
    }

    @Test
    void when_every_sample_is_efficient_then_metg_is_at_most_the_finest() {
        Metg metg = Metg.of(curve(1, 4096, 1024), 0.5);

        assertThat(metg).isInstanceOf(Metg.AtMost.class).hasToString("< 5.12 µs");
    }

    @Test
    void when_there_are_no_samples_then_metg_is_refused() {
        assertThatThrownBy(() -> Metg.of(List.of(), 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
