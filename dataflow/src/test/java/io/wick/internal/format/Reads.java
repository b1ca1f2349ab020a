package io.wick.internal.format;

import io.wick.column.Batch;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.graph.CachePartition;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;
import io.wick.pipeline.SplitPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads sources as runs do, in this thread. */
public final class Reads implements SplitContext {
    private final Source<?> source;
    private final Set<String> columns;
    private final List<Condition<?>> conditions;
    private final int batchRows;
    public long bytes;
    public long skipped;

    public Reads(
            Source<?> source, Set<String> columns, List<Condition<?>> conditions, int batchRows) {
        this.source = source;
        this.columns = columns;
        this.conditions = conditions;
        this.batchRows = batchRows;
    }

    public static Reads of(Source<?> source, int batchRows) {
        Set<String> all =
                source.schema().fields().stream().map(f -> f.name()).collect(Collectors.toSet());
        return new Reads(source, all, List.of(), batchRows);
    }

    /** All rows, by splits of which there are about {@code splits}. */
    public static <T> List<T> rows(Source<T> source, int splits) throws Exception {
        return rows(source, of(source, 100), splits);
    }

    public static <T> List<T> rows(Source<T> source, Reads reads, int splits) throws Exception {
        List<T> rows = new ArrayList<>();
        Rows<T> made = Rows.of(source.schema().rowType());
        for (Batch batch : reads.batches(splits)) {
            var reader = made.reader(batch);
            for (int i = 0; i < batch.rows(); i++) {
                rows.add(reader.get(i));
            }
        }
        return rows;
    }

    public List<Batch> batches(int splits) throws Exception {
        List<Batch> batches = new ArrayList<>();
        for (Split split : plan(splits).splits()) {
            split.read(this, batches::add);
        }
        return batches;
    }

    public void each(int splits, BatchConsumer to) throws Exception {
        for (Split split : plan(splits).splits()) {
            split.read(this, to);
        }
    }

    public SplitPlan plan(int splits) {
        return source.plan(new SourceRequest(null, columns, conditions, splits));
    }

    @Override
    public Schema<?> schema() {
        return source.schema();
    }

    @Override
    public Set<String> columns() {
        return columns;
    }

    @Override
    public List<? extends Condition<?>> conditions() {
        return conditions;
    }

    @Override
    public int batchRows() {
        return batchRows;
    }

    @Override
    public <K, V> CachePartition<K, V> partition() {
        throw new IllegalStateException("no cache");
    }

    @Override
    public Object value() {
        throw new IllegalStateException("no key");
    }

    @Override
    public void countBytes(long more) {
        bytes += more;
    }

    @Override
    public void countSkipped(long more) {
        skipped += more;
    }
}
