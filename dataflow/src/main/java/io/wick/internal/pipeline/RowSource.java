package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that the program has. */
public final class RowSource<T> implements Source<T> {
    private final Schema<T> schema;
    private final Object[] rows;

    private RowSource(Schema<T> schema, Object[] rows) {
        this.schema = schema;
        this.rows = rows;
    }

    /** These rows, in columns if all are of one class. */
    @SuppressWarnings("unchecked")
    public static <T> RowSource<T> of(List<T> rows) {
        Class<?> type = rows.isEmpty() ? Object.class : rows.getFirst().getClass();
        for (T row : rows) {
            if (row.getClass() != type) {
                type = Object.class;
                break;
            }
        }
        return new RowSource<>((Schema<T>) Schema.of(type), rows.toArray());
    }

    /** These rows of a type. */
    public static <T> RowSource<T> of(Class<T> type, List<? extends T> rows) {
        return new RowSource<>(Schema.of(type), rows.toArray());
    }

    @Override
    public Schema<T> schema() {
        return schema;
    }

    @Override
    public String describe() {
        return rows.length + " rows of " + schema.rowType().getSimpleName();
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        long bytes = Weight.OBJECT * rows.length;
        int each = Math.max(1, Math.ceilDiv(rows.length, request.splits(bytes)));
        var splits = new ArrayList<Part>();
        for (int from = 0; from < rows.length; from += each) {
            int to = Math.min(rows.length, from + each);
            splits.add(new Part(schema, from, Arrays.copyOfRange(rows, from, to)));
        }
        return SplitPlan.of(splits, rows.length, bytes);
    }

    /** Hands over rows, as many at once as a batch has. */
    static void push(Schema<?> schema, Object[] rows, Receiver to) throws Exception {
        for (int at = 0; at < rows.length; at += Batch.ROWS) {
            Object[] some = Arrays.copyOfRange(rows, at, Math.min(rows.length, at + Batch.ROWS));
            if (!to.accept(Chunk.of(schema, some, some.length))) {
                return;
            }
        }
    }

    private record Part(Schema<?> schema, int from, Object[] rows) implements RowSplit {
        @Override
        public void feed(@Nullable Object nothing, Receiver to) throws Exception {
            push(schema, rows, to);
        }

        @Override
        public String describe() {
            return rows.length == 1
                    ? "row " + from
                    : "the rows " + from + " to " + (from + rows.length - 1);
        }
    }
}
