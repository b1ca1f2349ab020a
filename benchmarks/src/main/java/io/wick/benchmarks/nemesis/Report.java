package io.wick.benchmarks.nemesis;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has shown; prints itself as Markdown.
 *
 * @param storm the run
 * @param took how long it was
 * @param struck faults
 * @param counts what was done to servers how often
 * @param comebacks servers that came back by themselves after they were given up
 * @param givenUp servers that the others lost though nothing was done to them
 * @param cleaned how long it took after the work until nothing was left
 * @param rows one for each workload
 * @param wrong with the cluster as a whole: what was left, or that it did not recover
 * @param outages milliseconds from a fault to the first answer of an actor that was struck
 */
record Report(
        Storm storm,
        Duration took,
        int struck,
        Map<Fault.Kind, Integer> counts,
        int comebacks,
        int givenUp,
        Duration cleaned,
        List<Row> rows,
        List<String> wrong,
        Histogram outages) {
    /** A workload: what its callers were told, and what is wrong with it. */
    record Row(String name, Tally.Counts counts, List<String> violations) {}

    long violations() {
        return wrong.size() + rows.stream().mapToLong(row -> row.violations().size()).sum();
    }

    private String remains() {
        double seconds = cleaned.toMillis() / 1000.0;
        return wrong.isEmpty()
                ? String.format(Locale.ROOT, "Nothing was left %.1f s after the end.", seconds)
                : String.format(Locale.ROOT, "%.1f s after the end:", seconds);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append("| workload | calls | acknowledged | refused, not run | unknown | asked again");
        text.append(" | slowest, s | violations |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Row row : rows) {
            Tally.Counts counts = row.counts();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,d | %,d | %,d | %,d | %,d | %s | %d |\n",
                            row.name(),
                            counts.calls(),
                            counts.acknowledged(),
                            counts.refused(),
                            counts.unknown(),
                            counts.repeated(),
                            counts.slowest().isZero()
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            "%.1f",
                                            counts.slowest().toMillis() / 1000.0),
                            row.violations().size()));
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        """

                        %d faults of %s on %d servers in %d min %d s, one every %.1f s: %s; %d came back by themselves. Seed %d, %.0f calls/s of \
                        each caller of actors, %.1f jobs/s of each kind at most. %s
                        """,
                        struck,
                        storm.faults(),
                        storm.servers(),
                        took.toMinutes(),
                        took.toSecondsPart(),
                        took.toMillis() / 1000.0 / struck,
                        new TreeMap<>(counts),
                        comebacks,
                        storm.seed(),
                        storm.callsPerSecond(),
                        storm.jobsPerSecond(),
                        remains()));
        if (outages.getTotalCount() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            """
                            From a fault to the first answer of an actor that lived there, %d times: p50 %d ms, \
                            p99 %d ms, max %d ms.
                            """,
                            outages.getTotalCount(),
                            outages.getValueAtPercentile(50),
                            outages.getValueAtPercentile(99),
                            outages.getMaxValue()));
        }
        if (givenUp > 0) {
            text.append("Given up by the others though nothing was done to them: ")
                    .append(givenUp)
                    .append(" servers\n");
        }
        wrong.forEach(each -> text.append("- ").append(each).append('\n'));
        for (Row row : rows) {
            for (String each : row.violations()) {
                text.append("- ").append(row.name()).append(": ").append(each).append('\n');
            }
        }
        return text.toString();
    }
}
