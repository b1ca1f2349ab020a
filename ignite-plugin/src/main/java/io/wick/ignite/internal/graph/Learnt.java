package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.function.FunctionDescriptor;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Estimates;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Times and sizes of vertices, learnt from the runs of this node by function. Thread-safe. */
final class Learnt {
    private final Estimates estimates = new Estimates();

    long[] nanos(GraphModel graph) {
        return estimates.nanos(graph, Learnt::key);
    }

    long[] bytes(GraphModel graph) {
        return estimates.bytes(graph, Learnt::key);
    }

    /** A run has ended: takes note of what its nodes measured, by the function of each stage. */
    void learn(@Nullable String[] keys, Meter measured) {
        Map<String, long[]> byKey = new HashMap<>();
        for (int stage = 0; stage < keys.length; stage++) {
            long[] sums = measured.stage(stage);
            String key = keys[stage];
            if (sums != null && key != null) {
                long[] all = byKey.computeIfAbsent(key, k -> new long[sums.length]);
                for (int i = 0; i < all.length; i++) {
                    all[i] += sums[i];
                }
            }
        }
        byKey.forEach(
                (key, sums) -> {
                    estimates.learn(key, sums[1], sums[0], -1);
                    estimates.learn(key, sums[3], -1, sums[2]);
                });
    }

    /** What each stage of a graph is remembered by; null for those that call nothing. */
    static @Nullable String[] keys(GraphModel graph) {
        var keys = new @Nullable String[graph.stages().size()];
        for (Stage stage : graph.stages()) {
            keys[stage.id()] = key(stage);
        }
        return keys;
    }

    private static @Nullable String key(Stage stage) {
        if (!(stage.operation() instanceof Operation.Call call)) {
            return null;
        }
        FunctionDescriptor descriptor =
                FunctionShape.of(call.fn().getClass()).descriptor(call.fn());
        return Long.toHexString(descriptor.id());
    }
}
