package io.wick.pipeline;

import io.wick.column.Batch;

import org.jspecify.annotations.Nullable;

/** Writes the rows of one part. For one thread. */
public interface SinkWriter<P extends @Nullable Object> {
    /** Writes a batch, with all columns of the schema. */
    void write(Batch batch) throws Exception;

    /** Ends the part. */
    P finish() throws Exception;

    /** Instead of {@link #finish} when something failed: closes what is open. */
    void discard() throws Exception;
}
