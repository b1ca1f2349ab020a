package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.pipeline.RowPredicate;

import java.util.Set;

/** Keeps the rows for which a function says so. */
public record FilterStep(RowPredicate<Object> test) implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return Receiver.before(
                next,
                chunk -> {
                    Object[] rows = chunk.rows();
                    int size = chunk.size();
                    int[] kept = new int[size];
                    int count = 0;
                    for (int i = 0; i < size; i++) {
                        if (test.test(rows[i])) {
                            kept[count++] = i;
                        }
                    }
                    return count == 0 || next.accept(chunk.keep(kept, count));
                });
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return Step.all(from);
    }

    @Override
    public boolean onlyDrops() {
        return true;
    }
}
