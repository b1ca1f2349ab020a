package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.function.FunctionDescriptor;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Estimates;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Times and sizes of vertices, learnt from the runs of this node by function. Thread-safe. */
final class Learnt {
    /** What a partition counts in placing: enough to hold whatever reads it. */
    private static final long PARTITION_BYTES = 1 << 20;

    private final Estimates estimates = new Estimates();

    long[] nanos(GraphModel graph) {
        return estimates.nanos(graph, Learnt::key);
    }

    long[] bytes(GraphModel graph) {
        long[] bytes = estimates.bytes(graph, Learnt::key);
        for (Stage stage : graph.stages()) {
            if (stage.operation() instanceof Operation.CachePartitions) {
                Arrays.fill(bytes, stage.first(), stage.first() + stage.count(), PARTITION_BYTES);
            }
        }
        return bytes;
    }

    /** A run has ended: takes note of what its nodes measured. */
    void learn(GraphModel graph, Meter measured) {
        for (Stage stage : graph.stages()) {
            long[] sums = measured.stage(stage.id());
            String key = key(stage);
            if (sums != null && key != null) {
                estimates.learn(key, sums[1], sums[0], -1);
                estimates.learn(key, sums[3], -1, sums[2]);
            }
        }
    }

    private static @Nullable String key(Stage stage) {
        if (!(stage.operation() instanceof Operation.Call call)) {
            return null;
        }
        FunctionDescriptor descriptor =
                FunctionShape.of(call.fn().getClass()).descriptor(call.fn());
        return descriptor.displayName() + "#" + descriptor.id();
    }
}
