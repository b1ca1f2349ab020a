package io.wick.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * How far a run is.
 *
 * @param elapsed since its start
 * @param verticesDone vertices that have ended, of {@code vertices}: those that work on rows, while
 *     the graph has more that only hand on
 * @param stages what each stage of the pipeline has done, also in vertices that run: those show it
 *     about every 100 ms. What other nodes have not told within 250 ms is as they told it last, and
 *     work that is done twice, because a node was lost, may be counted twice until the run ends
 */
public record PipelineProgress(
        Duration elapsed, int verticesDone, int vertices, List<StageReport> stages) {

    /** From 0 to 1. */
    public double fraction() {
        return vertices == 0 ? 1 : (double) verticesDone / vertices;
    }
}
