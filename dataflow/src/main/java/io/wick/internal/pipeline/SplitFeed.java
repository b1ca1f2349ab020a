package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.graph.CachePartition;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Reads a split of a source.
 *
 * @param stage the number of the source's stage
 * @param splits that of each vertex
 * @param placed whether the first input of a vertex is what is to be read: a partition, a value
 */
record SplitFeed(
        int stage,
        Schema<?> schema,
        Set<String> columns,
        List<? extends Condition<?>> conditions,
        List<? extends Split> splits,
        boolean placed)
        implements Feed {

    @Override
    public void feed(TaskContext context, Receiver to) throws Exception {
        Split split = splits.get(context.index());
        if (split instanceof RowSplit rows) {
            rows.feed(placed ? context.inputs().getFirst() : null, to);
        } else {
            split.read(new Reading(this, context), batch -> to.accept(Chunk.of(batch)));
        }
    }

    @Override
    public String describe(int index) {
        return splits.get(index).describe();
    }

    private record Reading(SplitFeed feed, TaskContext context) implements SplitContext {
        @Override
        public Schema<?> schema() {
            return feed.schema;
        }

        @Override
        public Set<String> columns() {
            return feed.columns;
        }

        @Override
        public List<? extends Condition<?>> conditions() {
            return feed.conditions;
        }

        @Override
        public int batchRows() {
            return Batch.ROWS;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <K, V> CachePartition<K, V> partition() {
            if (!(value() instanceof CachePartition<?, ?> partition)) {
                throw new IllegalStateException(
                        "Split "
                                + context.index()
                                + " is of no cache: a split has a partition only when the"
                                + " source's plan is SplitPlan.ofCache(..)");
            }
            return (CachePartition<K, V>) partition;
        }

        @Override
        public @Nullable Object value() {
            return feed.placed ? context.inputs().getFirst() : null;
        }

        @Override
        public void countBytes(long bytes) {
            context.counts().add(feed.stage, Counts.Kind.BYTES, bytes);
        }

        @Override
        public void countSkipped(long rows) {
            context.counts().add(feed.stage, Counts.Kind.SKIPPED, rows);
        }
    }
}
