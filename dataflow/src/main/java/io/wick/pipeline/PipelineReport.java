package io.wick.pipeline;

import io.wick.graph.Quantity;
import io.wick.graph.RunReport;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run did.
 *
 * @param elapsed from its start to its end
 * @param stages the stages of the pipeline, sources first
 * @param run what its task graph did on each node
 */
public record PipelineReport(Duration elapsed, List<StageReport> stages, RunReport run) {

    /** A stage by its name; the first of several. */
    public StageReport stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No stage '"
                                                + name
                                                + "'; there are "
                                                + stages.stream().map(StageReport::name).toList()));
    }

    /** A table for people. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-48s %14s %14s %10s %10s%n",
                        "stage (" + Quantity.nanos(elapsed.toNanos()) + ")",
                        "rows in",
                        "rows out",
                        "bytes",
                        "busy"));
        for (StageReport stage : stages) {
            String name = stage.name();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-48s %14s %14s %10s %10s%n",
                            name.length() > 48 ? name.substring(0, 45) + "..." : name,
                            Quantity.count(stage.rowsIn()),
                            Quantity.count(stage.rowsOut()),
                            Quantity.bytes(stage.bytes()),
                            Quantity.nanos(stage.busy().toNanos())));
            if (stage.rowsSkipped() > 0) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  skipped, because they could not be read: %s%n",
                                Quantity.count(stage.rowsSkipped())));
            }
        }
        return text.toString();
    }
}
