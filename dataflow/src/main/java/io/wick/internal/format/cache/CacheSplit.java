package io.wick.internal.format.cache;

import io.wick.column.BatchBuilder;
import io.wick.column.Field;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.CacheEntry;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;
import io.wick.spi.Engines;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A partition of a cache. Values that are to be records are read by their fields, of which those
 * that nothing uses stay where they are; for no class is needed then, and Ignite cannot make
 * records. Other values are read as objects.
 */
record CacheSplit(String cache, int partition, boolean entries) implements Split {
    @Override
    public void read(SplitContext context, BatchConsumer to) throws Exception {
        if (context.schema().isRecord() && !entries) {
            readFields(new Batches(context, to));
        } else {
            readObjects(new Batches(context, to));
        }
    }

    private void readFields(Batches batches) throws Exception {
        Schema<?> schema = batches.context.schema();
        List<Field> fields =
                schema.fields().stream()
                        .filter(field -> batches.context.columns().contains(field.name()))
                        .toList();
        if (fields.isEmpty()) {
            fields = schema.fields().subList(0, 1); // so that there are rows at all
        }
        List<String> names = new ArrayList<>();
        int[] indexes = new int[fields.size()];
        for (int i = 0; i < indexes.length; i++) {
            names.add(fields.get(i).name());
            indexes[i] = schema.indexOf(fields.get(i).name());
        }
        try (Stream<@Nullable Object[]> all = Engines.current().fields(cache, partition, names)) {
            for (Iterator<@Nullable Object[]> i = all.iterator(); batches.wanted && i.hasNext(); ) {
                @Nullable Object[] values = i.next();
                for (int k = 0; k < indexes.length; k++) {
                    Object value = FieldValues.read(cache, fields.get(k), values[k]);
                    batches.builder.add(indexes[k], value);
                }
                batches.added();
            }
        }
        batches.flush();
    }

    private void readObjects(Batches batches) throws Exception {
        Rows.Writer<Object> rows = writer(batches);
        try (Stream<Map.Entry<Object, Object>> all = batches.context.partition().entries()) {
            for (Iterator<Map.Entry<Object, Object>> i = all.iterator();
                    batches.wanted && i.hasNext(); ) {
                Map.Entry<Object, Object> entry = i.next();
                rows.add(
                        entries
                                ? new CacheEntry<>(entry.getKey(), entry.getValue())
                                : entry.getValue());
                batches.added();
            }
        }
        batches.flush();
    }

    @SuppressWarnings("unchecked")
    private static Rows.Writer<Object> writer(Batches batches) {
        Schema<Object> schema = (Schema<Object>) batches.context.schema();
        return Rows.of(schema.rowType()).writer(batches.builder);
    }

    @Override
    public String describe() {
        return cache + ", partition " + partition;
    }

    /** The rows on their way. */
    private static final class Batches {
        final SplitContext context;
        final BatchBuilder builder;
        private final BatchConsumer to;
        private int rows;
        private boolean wanted = true;

        Batches(SplitContext context, BatchConsumer to) {
            this.context = context;
            this.to = to;
            builder = new BatchBuilder(context.schema(), context.batchRows());
        }

        void added() throws Exception {
            rows++;
            if (rows == context.batchRows()) {
                flush();
            }
        }

        void flush() throws Exception {
            if (rows > 0 && wanted) {
                rows = 0;
                wanted = to.accept(builder.build());
            }
        }
    }
}
