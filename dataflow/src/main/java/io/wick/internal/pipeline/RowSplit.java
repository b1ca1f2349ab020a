package io.wick.internal.pipeline;

import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

/** A split of rows that are objects already: they go on as they are. */
public interface RowSplit extends Split {
    /**
     * Hands over its rows.
     *
     * @param value what is at its place; see {@link SplitContext#value}
     */
    void feed(@Nullable Object value, Receiver to) throws Exception;

    @Override
    default void read(SplitContext context, BatchConsumer to) throws Exception {
        feed(
                context.value(),
                new Receiver() {
                    @Override
                    public boolean accept(Chunk chunk) throws Exception {
                        return to.accept(chunk.toBatch());
                    }

                    @Override
                    public void finish() {}
                });
    }
}
