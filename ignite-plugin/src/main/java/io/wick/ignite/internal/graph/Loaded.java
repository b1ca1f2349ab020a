package io.wick.ignite.internal.graph;

import io.wick.internal.planner.Program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * A program ready to run on a node, used by all runs of a plan's layout.
 *
 * @param program what to run
 * @param stages all stages of the graph; null those that have no vertex here
 * @param stageFirst the first vertex of each stage of the graph
 * @param sites the nodes by site
 * @param application whose classes the functions use
 */
record Loaded(
        Program program,
        @Nullable StageCode[] stages,
        int[] stageFirst,
        List<UUID> sites,
        @Nullable UUID application) {

    /** The stage of a vertex of the graph. */
    int stageOf(int vertex) {
        int at = java.util.Arrays.binarySearch(stageFirst, vertex);
        return at >= 0 ? at : -at - 2;
    }
}
