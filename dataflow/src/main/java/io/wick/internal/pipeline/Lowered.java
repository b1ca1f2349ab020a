package io.wick.internal.pipeline;

import io.wick.graph.Graph;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A pipeline as a task graph.
 *
 * @param graph gives the parts of the last stage, then the counts of the others
 * @param inputs what the graph is run with
 * @param counting names of the stages that bring counts to the driver and do nothing else
 * @param parts how many of its values are parts of the last stage
 */
record Lowered<R extends @Nullable Object>(
        UUID run,
        Graph<List<@Nullable Object>> graph,
        Map<String, Object> inputs,
        Set<String> counting,
        Outcome<R> outcome,
        int parts,
        List<StageInfo> stages) {}
