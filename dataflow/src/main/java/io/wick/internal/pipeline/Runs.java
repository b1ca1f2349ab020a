package io.wick.internal.pipeline;

import io.wick.Wick;
import io.wick.graph.Plan;
import io.wick.pipeline.PipelineRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Starts runs of pipelines. */
public final class Runs {
    private Runs() {}

    /** Lowers, compiles and starts. */
    public static <R extends @Nullable Object> PipelineRun<R> start(
            Wick wick, Node node, Outcome<R> outcome) {
        long start = System.nanoTime();
        Lowered<R> lowered = new Lowering(wick, outcome.name()).lower(node, outcome);
        Plan<List<@Nullable Object>> plan = wick.compile(lowered.graph());
        return new ActiveRun<>(lowered, plan.run(), start);
    }
}
