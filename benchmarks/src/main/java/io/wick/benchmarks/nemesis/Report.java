package io.wick.benchmarks.nemesis;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run has shown; prints itself as Markdown.
 *
 * @param storm the run
 * @param took how long it was
 * @param struck faults
 * @param rows one for each workload
 * @param outages milliseconds from a fault to the first answer of an actor that was struck
 */
record Report(Storm storm, Duration took, int struck, List<Row> rows, Histogram outages) {
    /** A workload: what its callers were told, and what is wrong with it. */
    record Row(String name, Tally.Counts counts, List<String> violations) {}

    long violations() {
        return rows.stream().mapToLong(row -> row.violations().size()).sum();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append("| workload | calls | acknowledged | refused, not run | unknown | asked again");
        text.append(" | violations |\n|---|---:|---:|---:|---:|---:|---:|\n");
        for (Row row : rows) {
            Tally.Counts counts = row.counts();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,d | %,d | %,d | %,d | %,d | %d |\n",
                            row.name(),
                            counts.calls(),
                            counts.acknowledged(),
                            counts.refused(),
                            counts.unknown(),
                            counts.repeated(),
                            row.violations().size()));
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        """

                        %d faults of %s on %d servers in %d min %d s, one every %.1f s, seed %d, \
                        %.0f calls/s of each caller. From a fault to the first answer of an actor that lived there, %d \
                        times: p50 %d ms, p99 %d ms, max %d ms.
                        """,
                        struck,
                        storm.faults(),
                        storm.servers(),
                        took.toMinutes(),
                        took.toSecondsPart(),
                        took.toMillis() / 1000.0 / struck,
                        storm.seed(),
                        storm.perSecond(),
                        outages.getTotalCount(),
                        outages.getValueAtPercentile(50),
                        outages.getValueAtPercentile(99),
                        outages.getMaxValue()));
        rows.forEach(row -> row.violations().forEach(wrong -> text.append("- ").append(wrong)));
        return text.toString();
    }
}
