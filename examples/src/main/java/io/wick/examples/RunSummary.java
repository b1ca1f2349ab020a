package io.wick.examples;

import io.wick.graph.RunReport;
import io.wick.pipeline.PipelineReport;

import java.time.Duration;
import java.util.Map;

/**
 * What a run cost.
 *
 * @param flights how many there were
 * @param pipelines what each did, by its name, in order
 */
record RunSummary(long flights, Map<String, PipelineReport> pipelines) {

    /** The time of all pipelines. */
    Duration time() {
        return pipelines.values().stream()
                .map(PipelineReport::elapsed)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Vertices of task graphs that ran. */
    long vertices() {
        return pipelines.values().stream()
                .map(PipelineReport::run)
                .mapToLong(RunReport::vertices)
                .sum();
    }

    /** Bytes that went from one node to another. */
    long bytesMoved() {
        return pipelines.values().stream()
                .map(PipelineReport::run)
                .mapToLong(RunReport::bytesMoved)
                .sum();
    }
}
