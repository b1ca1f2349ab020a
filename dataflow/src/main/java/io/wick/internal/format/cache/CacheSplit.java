package io.wick.internal.format.cache;

import io.wick.column.BatchBuilder;
import io.wick.column.Rows;
import io.wick.graph.CachePartition;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.CacheEntry;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/** A partition of a cache. */
record CacheSplit(String cache, int partition, boolean entries) implements Split {
    @Override
    public void read(SplitContext context, BatchConsumer to) throws Exception {
        CachePartition<Object, Object> part = context.partition();
        var builder = new BatchBuilder(context.schema(), context.batchRows());
        Rows.Writer<Object> rows = writer(context, builder);
        int count = 0;
        try (Stream<Map.Entry<Object, Object>> all = part.entries()) {
            for (Iterator<Map.Entry<Object, Object>> i = all.iterator(); i.hasNext(); ) {
                Map.Entry<Object, Object> entry = i.next();
                rows.add(
                        entries
                                ? new CacheEntry<>(entry.getKey(), entry.getValue())
                                : entry.getValue());
                count++;
                if (count == context.batchRows()) {
                    count = 0;
                    if (!to.accept(builder.build())) {
                        return;
                    }
                }
            }
        }
        if (count > 0) {
            to.accept(builder.build());
        }
    }

    @SuppressWarnings("unchecked")
    private static Rows.Writer<Object> writer(SplitContext context, BatchBuilder builder) {
        return (Rows.Writer<Object>) Rows.of(context.schema().rowType()).writer(builder);
    }

    @Override
    public String describe() {
        return cache + ", partition " + partition;
    }
}
