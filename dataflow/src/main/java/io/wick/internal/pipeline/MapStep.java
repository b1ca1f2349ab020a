package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import java.util.Set;

/**
 * A function of each row.
 *
 * @param to what the results consist of
 */
public record MapStep(Fn1<Object, Object> fn, Schema<?> to) implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return Receiver.before(
                next,
                chunk -> {
                    Object[] rows = chunk.rows();
                    int size = chunk.size();
                    Object[] mapped = new Object[size];
                    for (int i = 0; i < size; i++) {
                        mapped[i] = given(fn.call(rows[i]), rows[i]);
                    }
                    return next.accept(Chunk.of(to, mapped, size));
                });
    }

    private static Object given(Object result, Object row) {
        if (result == null) {
            throw new PipelineException(
                    "its function gave null for the row "
                            + row
                            + ". A pipeline has no null rows: filter such rows out, or give an"
                            + " Optional");
        }
        return result;
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return Step.all(from);
    }
}
