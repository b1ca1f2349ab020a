package io.wick.benchmarks;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

import java.util.function.ToDoubleFunction;

/**
 * What one benchmark gave.
 *
 * @param median of all iterations of all forks, in the benchmark's unit
 * @param calls of single calls, when those were sampled
 * @param allocatedBytes per call in this JVM, all threads; the median, or not a number
 */
record Measured(double median, Statistics calls, double allocatedBytes) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    static Measured of(RunResult run) {
        return new Measured(
                median(run, iteration -> iteration.getPrimaryResult().getScore()),
                run.getPrimaryResult().getStatistics(),
                median(run, Measured::allocated));
    }

    @SuppressWarnings("rawtypes") // as JMH gives them
    private static double allocated(IterationResult iteration) {
        return iteration.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ALLOCATED))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double median(RunResult run, ToDoubleFunction<IterationResult> score) {
        double[] sorted =
                run.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .mapToDouble(score)
                        .sorted()
                        .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The time that this many percent of single calls do not exceed. */
    double percentile(double percent) {
        return calls.getPercentile(percent);
    }
}
