package io.wick.internal.pipeline;

import io.wick.graph.Graph;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * A pipeline as a task graph.
 *
 * @param graph gives the parts of the last stage, then the counts of the others
 * @param parts how many of its values are parts of the last stage
 */
record Lowered<R extends @Nullable Object>(
        UUID run,
        Graph<List<@Nullable Object>> graph,
        Outcome<R> outcome,
        int parts,
        List<StageInfo> stages) {}
