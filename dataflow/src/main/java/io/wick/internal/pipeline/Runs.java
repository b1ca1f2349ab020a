package io.wick.internal.pipeline;

import io.wick.Wick;
import io.wick.error.PipelineException;
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
        var driver = new Outcome.Driver(wick, lowered.run());
        prepare(driver, node, outcome);
        try {
            return new ActiveRun<>(driver, lowered, plan.run(lowered.inputs()), start);
        } catch (RuntimeException e) {
            discard(driver, outcome, e);
            throw e;
        }
    }

    private static void discard(Outcome.Driver driver, Outcome<?> outcome, RuntimeException why) {
        try {
            outcome.discard(driver);
        } catch (Exception e) {
            why.addSuppressed(e);
        }
    }

    private static void prepare(Outcome.Driver driver, Node node, Outcome<?> outcome) {
        try {
            outcome.prepare(driver, node.schema());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PipelineException("'" + outcome.name() + "' cannot begin: " + e, e);
        }
    }
}
