package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.pipeline.Condition;

import java.util.HashSet;
import java.util.Set;

/** Keeps the rows that a condition holds for, by their columns. */
public record WhereStep(Condition<?> condition) implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return Receiver.before(
                next,
                chunk -> {
                    int[] rows = chunk.positions();
                    int count = ConditionFilter.keep(condition, chunk.made(), rows, chunk.size());
                    return count == 0 || next.accept(chunk.keepRows(rows, count));
                });
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        var all = new HashSet<>(wanted);
        all.addAll(condition.columns());
        return all;
    }

    @Override
    public boolean onlyDrops() {
        return true;
    }
}
