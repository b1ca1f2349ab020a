package io.wick.ignite.internal.graph;

import io.wick.internal.planner.Program;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A program ready to run on a node, used by all runs of a plan's layout.
 *
 * @param program what to run
 * @param stages all stages of the graph; null those that have no vertex here
 * @param stageFirst the first vertex of each stage of the graph
 * @param stageNames the name of each stage of the graph
 * @param sites the nodes by site
 * @param application whose classes the functions use
 * @param stageOfLocal by local vertex: its stage
 * @param allPlain whether all vertices run within workers' turns
 */
record Loaded(
        Program program,
        @Nullable StageCode[] stages,
        int[] stageFirst,
        List<String> stageNames,
        List<UUID> sites,
        @Nullable UUID application,
        int[] stageOfLocal,
        boolean allPlain) {

    /** Finds the stage of each local vertex, once for all runs. */
    static Loaded of(
            Program program,
            @Nullable StageCode[] stages,
            int[] stageFirst,
            List<String> stageNames,
            List<UUID> sites,
            @Nullable UUID application) {
        var stageOfLocal = new int[program.locals()];
        for (int v = 0; v < stageOfLocal.length; v++) {
            stageOfLocal[v] = stageOf(stageFirst, program.vertex()[v]);
        }
        boolean allPlain = true;
        for (StageCode stage : stages) {
            allPlain &= stage == null || stage.plain();
        }
        return new Loaded(
                program,
                stages,
                stageFirst,
                stageNames,
                sites,
                application,
                stageOfLocal,
                allPlain);
    }

    /** The stage of a vertex of the graph. */
    int stageOf(int vertex) {
        return stageOf(stageFirst, vertex);
    }

    private static int stageOf(int[] stageFirst, int vertex) {
        int at = Arrays.binarySearch(stageFirst, vertex);
        return at >= 0 ? at : -at - 2;
    }

    /** The name of a vertex of the graph, wherever it runs. */
    String nameOf(int vertex) {
        int stage = stageOf(vertex);
        StageCode known = stages[stage];
        if (known != null) {
            return known.vertexName(vertex);
        }
        int next = stage + 1 < stageFirst.length ? stageFirst[stage + 1] : Integer.MAX_VALUE;
        boolean single = next == stageFirst[stage] + 1;
        return stageNames.get(stage) + (single ? "" : "[" + (vertex - stageFirst[stage]) + "]");
    }
}
