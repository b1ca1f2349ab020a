package io.wick.internal.pipeline;

import io.wick.ObjectRef;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The elements of lists that are objects in the store, a split for each. */
public record RefSource<T>(
        Class<T> type, List<? extends ObjectRef<? extends List<? extends T>>> refs)
        implements Source<T> {
    @Override
    public Schema<T> schema() {
        return Schema.of(type);
    }

    @Override
    public String describe() {
        return refs.size() + " refs of " + type.getSimpleName();
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        return new SplitPlan(
                refs.stream().map(ref -> new Part(schema(), String.valueOf(ref.id()))).toList(),
                SplitPlan.UNKNOWN,
                SplitPlan.UNKNOWN,
                new SplitPlan.Refs(refs));
    }

    private record Part(Schema<?> schema, String id) implements RowSplit {
        @Override
        public void feed(@Nullable Object value, Receiver to) throws Exception {
            if (!(value instanceof List<?> list)) {
                throw new PipelineException("it is no list, but " + value);
            }
            Object[] rows = list.toArray();
            for (int i = 0; i < rows.length; i++) {
                if (!schema.rowType().isInstance(rows[i])) {
                    throw new PipelineException(
                            "element "
                                    + i
                                    + " of the list is "
                                    + (rows[i] == null ? null : rows[i].getClass().getName())
                                    + ", but the source is of "
                                    + schema.rowType().getName());
                }
            }
            RowSource.push(schema, rows, to);
        }

        @Override
        public String describe() {
            return "the object " + id;
        }
    }
}
