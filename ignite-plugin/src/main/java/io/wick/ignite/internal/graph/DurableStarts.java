package io.wick.ignite.internal.graph;

import io.wick.graph.DurableRun;
import io.wick.graph.RunOptions;
import io.wick.internal.graph.GraphModel;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;

/** Starts durable runs of plans; blocks. */
public interface DurableStarts {
    /** The contract is that of {@link io.wick.graph.Plan#start}; the inputs have been checked. */
    <R extends @Nullable Object> DurableRun<R> start(
            String name,
            GraphModel graph,
            @Nullable UUID application,
            Map<String, ?> inputs,
            RunOptions options);
}
