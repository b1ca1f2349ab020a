package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.internal.column.Selection;
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
                    Chunk kept = chunk.where(Selection.holds(condition, chunk.made()));
                    return kept.size() == 0 || next.accept(kept);
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
