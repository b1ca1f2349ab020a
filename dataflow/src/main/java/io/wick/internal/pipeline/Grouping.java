package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.graph.Vertex;
import io.wick.internal.column.GroupSpec;
import io.wick.internal.column.GroupTable;
import io.wick.pipeline.SplitPlan;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Groups: each vertex those of its own rows, whose states then come together by a hash of the key.
 */
public record Grouping(GroupSpec<?, ?, ?> spec) implements Exchange {
    /** Groups are guessed to be this much smaller than the rows. */
    private static final int FEWER = 8;

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return spec.columns();
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        int parts = spec.key().schema().size() == 0 ? 1 : lowering.parts(input);
        List<Vertex<Part>> states =
                lowering.close(input, stage, new Combine(stage.number(), spec, parts));
        return lowering.exchange(
                states, parts, stage, new Merge(spec), fewer(input.rows()), fewer(input.bytes()));
    }

    private static long fewer(long guess) {
        return guess == SplitPlan.UNKNOWN ? guess : guess / FEWER;
    }

    /** Groups the rows of a vertex. */
    private record Combine(int stage, GroupSpec<?, ?, ?> spec, int parts) implements Terminal {
        @Override
        public End open(TaskContext context) {
            GroupTable<?, ?> table = spec.table();
            return new End() {
                @Override
                public boolean accept(Chunk chunk) throws Exception {
                    table.add(chunk);
                    return true;
                }

                @Override
                public @Nullable Object payload() {
                    List<Batch> states = table.states(parts);
                    for (Batch part : states) {
                        context.counts().add(stage, Counts.Kind.BYTES, part.bytes());
                    }
                    return Parted.all(states);
                }
            };
        }
    }

    /** Merges the states of a part and gives the results. */
    private record Merge(GroupSpec<?, ?, ?> spec) implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            GroupTable<?, ?> table = spec.table();
            for (int i = 0; i < context.inputs().size(); i++) {
                if (Parted.of(context, i) instanceof Batch states && states.rows() > 0) {
                    table.merge(states);
                }
            }
            Batch results = table.results();
            for (int from = 0; from < results.rows(); from += Batch.ROWS) {
                int size = Math.min(Batch.ROWS, results.rows() - from);
                if (!to.accept(Chunk.of(results.slice(from, size)))) {
                    return;
                }
            }
        }
    }
}
