package io.wick.internal.pipeline;

import io.wick.ObjectRef;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;

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
        return SplitPlan.of(
                refs.stream().map(ref -> new Part(schema(), ref)).toList(),
                SplitPlan.UNKNOWN,
                SplitPlan.UNKNOWN);
    }

    private record Part(Schema<?> schema, ObjectRef<? extends List<?>> ref) implements RowSplit {
        @Override
        public void feed(Receiver to) throws Exception {
            Object[] rows = ref.get().toArray();
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
            to.accept(Chunk.of(schema, rows, rows.length));
        }

        @Override
        public String describe() {
            return "the object " + ref.id();
        }
    }
}
