package io.wick.pipeline;

import java.time.Duration;

/**
 * What a stage of a pipeline did in a run.
 *
 * @param name of the stage
 * @param rowsIn rows it took
 * @param rowsOut rows it gave
 * @param rowsSkipped rows it left out because they could not be read
 * @param bytes that it read, or kept for the vertices after it
 * @param busy time it took, added up over all CPUs
 */
public record StageReport(
        String name, long rowsIn, long rowsOut, long rowsSkipped, long bytes, Duration busy) {

    /** Rows it took, or gave if it is a source, for each second of a time. */
    public double rowsPerSecond(Duration elapsed) {
        double seconds = Math.max(1, elapsed.toNanos()) / 1e9;
        return Math.max(rowsIn, rowsOut) / seconds;
    }
}
