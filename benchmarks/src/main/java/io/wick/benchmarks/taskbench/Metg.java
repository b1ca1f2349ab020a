package io.wick.benchmarks.taskbench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The minimum effective task granularity: the smallest task run at a wanted efficiency. */
sealed interface Metg {
    /** Interpolated between a sample that is efficient enough and the next finer one. */
    record Reached(double seconds) implements Metg {
        @Override
        public String toString() {
            return text(seconds);
        }
    }

    /** Even the finest sample is efficient enough. */
    record AtMost(double seconds) implements Metg {
        @Override
        public String toString() {
            return "< " + text(seconds);
        }
    }

    /** No sample is efficient enough; this is the granularity of the coarsest. */
    record MoreThan(double seconds) implements Metg {
        @Override
        public String toString() {
            return "> " + text(seconds);
        }
    }

    /**
     * From the samples of one sweep, in any order: the finest sample that is efficient enough, and
     * from there on the line to the sample with the next fewer iterations, in the logarithms of
     * both axes. When that sample is no finer, as an overloaded runtime may have it, the former is
     * the result.
     *
     * @param threshold the wanted efficiency, such as 0.5
     * @throws IllegalArgumentException when there are no samples
     */
    static Metg of(List<Sample> samples, double threshold) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("METG of no samples");
        }
        var efficient = samples.stream().filter(sample -> sample.efficiency() >= threshold);
        var finest = efficient.min(Comparator.comparingDouble(Sample::granularity));
        if (finest.isEmpty()) {
            return new MoreThan(
                    samples.stream().mapToDouble(Sample::granularity).max().orElseThrow());
        }
        Sample above = finest.get();
        return samples.stream()
                .filter(sample -> sample.iterations() < above.iterations())
                .max(Comparator.comparingLong(Sample::iterations))
                .<Metg>map(below -> new Reached(crossing(below, above, threshold)))
                .orElseGet(() -> new AtMost(above.granularity()));
    }

    private static double crossing(Sample below, Sample above, double threshold) {
        if (below.granularity() >= above.granularity()) {
            return above.granularity();
        }
        double part =
                Math.log(threshold / below.efficiency())
                        / Math.log(above.efficiency() / below.efficiency());
        return below.granularity() * Math.pow(above.granularity() / below.granularity(), part);
    }

    private static String text(double seconds) {
        double micros = seconds * 1e6;
        return micros < 10
                ? String.format(Locale.ROOT, "%.2f µs", micros)
                : micros < 1000
                        ? String.format(Locale.ROOT, "%.0f µs", micros)
                        : String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
    }
}
