package io.wick.pipeline;

import java.io.Serializable;

/**
 * A part of a source that one vertex reads, on any node. After the loss of a node it may be read
 * again, and must give the same rows in the same order.
 */
public interface Split extends Serializable {
    /**
     * Hands over its rows, batch by batch, until there are none or the consumer wants no more.
     *
     * @throws Exception when it cannot be read; ends the run. Messages name the place (file and
     *     line); the pipeline adds the split and the stage
     */
    void read(SplitContext context, BatchConsumer to) throws Exception;

    /** Which part it is, in a line for people: {@code flights.parquet, row group 3}. */
    String describe();
}
