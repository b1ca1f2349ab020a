package io.wick.internal.format.cache;

import io.wick.Fn1;
import io.wick.Wick;
import io.wick.column.Batch;
import io.wick.column.Field;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.pipeline.Sink;
import io.wick.pipeline.SinkContext;
import io.wick.pipeline.SinkWriter;
import io.wick.spi.CacheLoad;
import io.wick.spi.Engines;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Rows as values of a cache. Records become values of named fields under the record's name, others
 * are values as they are.
 *
 * @param key of a row
 */
public record CacheSink<T, K>(String cache, Fn1<? super T, ? extends K> key)
        implements Sink<T, Long, Long> {

    @Override
    public void prepare(Wick wick, Schema<?> schema) {
        var unused = wick.partitions(cache); // fails when there is no such cache
    }

    @Override
    public SinkWriter<Long> open(SinkContext context) {
        @SuppressWarnings("unchecked") // rows are of the pipeline's type
        Schema<T> schema = (Schema<T>) context.schema();
        return new Writer<>(Engines.current().load(cache), schema, this);
    }

    @Override
    public Long finish(List<Long> parts) {
        return parts.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String describe() {
        return "cache " + cache;
    }

    private static final class Writer<T> implements SinkWriter<Long> {
        private final CacheLoad load;
        private final Rows<T> rows;
        private final CacheSink<T, ?> sink;
        private final List<String> names;
        private long written;

        Writer(CacheLoad load, Schema<T> schema, CacheSink<T, ?> sink) {
            this.load = load;
            this.rows = Rows.of(schema.rowType());
            this.sink = sink;
            this.names = schema.fields().stream().map(Field::name).toList();
        }

        @Override
        public void write(Batch batch) throws Exception {
            Rows.Reader<T> reader = rows.reader(batch);
            boolean isRecord = rows.schema().isRecord();
            for (int i = 0; i < batch.rows(); i++) {
                T row = reader.get(i);
                Object key = sink.key.call(row);
                if (key == null) {
                    throw new PipelineException(
                            "The key of "
                                    + row
                                    + " for cache '"
                                    + sink.cache
                                    + "' is null. Leave such rows out by filter(..)");
                }
                if (isRecord) {
                    String type = rows.schema().rowType().getName();
                    load.putFields(key, type, names, values(batch, i));
                } else {
                    load.put(key, row);
                }
            }
            written += batch.rows();
        }

        private static @Nullable Object[] values(Batch batch, int row) {
            @Nullable Object[] values = new @Nullable Object[batch.schema().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = FieldValues.stored(batch.value(row, i));
            }
            return values;
        }

        @Override
        public Long finish() {
            load.close();
            return written;
        }

        @Override
        public void discard() {
            load.cancel();
        }
    }
}
