package io.wick.pipeline;

import io.wick.column.Schema;

/**
 * Where the rows of a pipeline come from. It lives with the program that builds the pipeline; what
 * travels to the nodes are its splits. Immutable.
 *
 * @param <T> the type of a row
 */
public interface Source<T> {
    /** What a row consists of. */
    Schema<T> schema();

    /** What it is, in a line for people: {@code parquet data/flights.parquet}. */
    String describe();

    /**
     * Cuts the source into parts that are read on their own. Called once for each run, on the node
     * that starts it.
     *
     * @throws io.wick.error.PipelineException when the source is not there or not of this shape;
     *     names it
     */
    SplitPlan plan(SourceRequest request);
}
