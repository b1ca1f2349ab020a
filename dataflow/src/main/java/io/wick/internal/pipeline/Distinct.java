package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.graph.Vertex;
import io.wick.internal.column.DistinctTable;
import io.wick.internal.column.GroupSpec;
import io.wick.internal.column.Key;

import java.util.List;
import java.util.Set;

/** Each row once: first among those of a vertex, then among those that have the same hash. */
public record Distinct() implements Exchange {
    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return Step.all(from);
    }

    @Override
    public boolean onlyDrops() {
        return true;
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        Schema<?> schema = lowering.schema(stage);
        if (schema.isRecord() && schema.size() > 0) {
            return new Grouping(records(schema)).lower(lowering, input, stage);
        }
        Key<?, ?> row = Key.rows(schema);
        Pending fewer = input.then(stage, new Once(row));
        int parts = lowering.parts(input);
        List<Vertex<Part>> parted =
                lowering.close(fewer, stage, new HashParts(stage.number(), row, parts));
        return lowering.exchange(
                        parted,
                        parts,
                        stage,
                        new Repartitioning.Collected(),
                        input.rows(),
                        input.bytes())
                .then(stage, new Once(row));
    }

    /** Records are groups of themselves. */
    private static <T> GroupSpec<T, T, T> records(Schema<T> schema) {
        return GroupSpec.of(schema, Key.rows(schema), schema.rowType(), List.of());
    }

    /** The rows that the vertex has not seen before. */
    private record Once(Key<?, ?> row) implements Step {
        @Override
        public Receiver open(TaskContext context, Receiver next) {
            return new Seeing(next);
        }

        @Override
        public Set<String> needs(Schema<?> from, Set<String> wanted) {
            return Step.all(from);
        }

        private final class Seeing implements Receiver {
            private final DistinctTable seen = new DistinctTable(row.schema());
            private final Receiver next;

            private Seeing(Receiver next) {
                this.next = next;
            }

            @Override
            public boolean accept(Chunk chunk) throws Exception {
                int[] fresh = seen.add(row.eval(chunk), chunk.size());
                return fresh.length == 0 || next.accept(chunk.keep(fresh, fresh.length));
            }

            @Override
            public void finish() throws Exception {
                next.finish();
            }
        }
    }
}
