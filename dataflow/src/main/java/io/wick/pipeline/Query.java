package io.wick.pipeline;

import io.wick.Wick;
import io.wick.internal.pipeline.Node;
import io.wick.internal.pipeline.Outcome;
import io.wick.internal.pipeline.QueryText;
import io.wick.internal.pipeline.Runs;

import org.jspecify.annotations.Nullable;

/**
 * A pipeline and where its rows go: what runs. Immutable, thread-safe; each run reads its sources
 * anew.
 *
 * @param <R> what a run gives
 */
public final class Query<R extends @Nullable Object> {
    private final Node node;
    private final Outcome<R> outcome;

    Query(Node node, Outcome<R> outcome) {
        this.node = node;
        this.outcome = outcome;
    }

    /**
     * Runs it and waits.
     *
     * @throws io.wick.error.PipelineException when a source is not there or does not fit
     * @throws io.wick.error.TaskFailedException when a stage failed; its cause says which and where
     */
    public R run(Wick wick) {
        return start(wick).get();
    }

    /**
     * Starts a run.
     *
     * @throws io.wick.error.PipelineException when a source is not there or does not fit
     */
    public PipelineRun<R> start(Wick wick) {
        return Runs.start(wick, node, outcome);
    }

    /**
     * How it would run now: the stages of the pipeline with the types of their rows and the columns
     * that are read, then the vertices of its task graph and where they go.
     */
    public String explain(Wick wick) {
        return QueryText.explain(wick, node, outcome);
    }

    /** The stages as a Mermaid flow chart. */
    public String toMermaid() {
        return QueryText.mermaid(node, outcome);
    }
}
