package io.wick.pipeline;

import io.wick.column.Batch;

/** Takes the batches of a split. */
@FunctionalInterface
public interface BatchConsumer {
    /**
     * Takes a batch; it must not change any more.
     *
     * @return false when no more are wanted: the split ends
     * @throws Exception when what comes after fails; passed on as it is
     */
    boolean accept(Batch batch) throws Exception;
}
