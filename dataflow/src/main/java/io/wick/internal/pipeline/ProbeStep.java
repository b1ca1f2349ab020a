package io.wick.internal.pipeline;

import io.wick.Fn2;
import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.column.JoinTable;
import io.wick.internal.column.Key;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * Looks left rows up in the table of a join.
 *
 * @param side the number of the side that is the table; -1 when it is the last input of the vertex
 * @param wanted which columns of the result are needed
 */
record ProbeStep(JoinSpec spec, Key<?, ?> key, Schema<?> to, boolean[] wanted, int side)
        implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) throws Exception {
        Object table = side < 0 ? context.payload(context.inputs().size() - 1) : context.side(side);
        if (!(table instanceof JoinSide rows)) {
            throw new IllegalStateException("the table of a join expected, got " + table);
        }
        return new Probing(rows.table(), next);
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> columns) {
        throw new IllegalStateException("the needs of a join are those of its node");
    }

    private final class Probing implements Receiver {
        private final JoinSide.Table table;
        private final JoinTable byKey;
        private final JoinTable.Probe probe;
        private final Receiver next;
        private final int[] left = new int[Batch.ROWS];
        private final int[] right = new int[Batch.ROWS];
        private int pairs;
        private boolean more = true;

        private Probing(JoinSide.Table table, Receiver next) {
            this.table = table;
            byKey = table.byKey();
            probe = byKey.probe();
            this.next = next;
        }

        @Override
        public boolean accept(Chunk chunk) throws Exception {
            int size = chunk.size();
            int[] first = probe.first(key.eval(chunk), size);
            if (spec.kind() == JoinSpec.Kind.SEMI) {
                return semi(chunk, first);
            }
            boolean outer = spec.kind() == JoinSpec.Kind.LEFT;
            for (int i = 0; i < size && more; i++) {
                if (outer && first[i] == JoinTable.NONE) {
                    pair(chunk, i, JoinTable.NONE);
                }
                for (int row = first[i]; row != JoinTable.NONE && more; row = byKey.next(row)) {
                    pair(chunk, i, row);
                }
            }
            flush(chunk);
            return more;
        }

        private boolean semi(Chunk chunk, int[] first) throws Exception {
            int[] kept = new int[chunk.size()];
            int count = 0;
            for (int i = 0; i < kept.length; i++) {
                kept[count] = i;
                count += first[i] == JoinTable.NONE ? 0 : 1;
            }
            return count == 0 || next.accept(chunk.keep(kept, count));
        }

        private void pair(Chunk chunk, int leftRow, int rightRow) throws Exception {
            left[pairs] = leftRow;
            right[pairs] = rightRow;
            if (++pairs == left.length) {
                flush(chunk);
            }
        }

        private void flush(Chunk chunk) throws Exception {
            int count = pairs;
            pairs = 0;
            if (count > 0 && more) {
                Fn2<Object, @Nullable Object, Object> combine = spec.combine();
                more =
                        next.accept(
                                combine == null
                                        ? columns(chunk, count)
                                        : rows(combine, chunk, count));
            }
        }

        @SuppressWarnings("NullAway") // a left join's function takes null for the right row
        private Chunk rows(Fn2<Object, @Nullable Object, Object> combine, Chunk chunk, int count)
                throws Exception {
            Object[] lefts = chunk.rows();
            Object[] rights = table.rows();
            Object[] combined = new Object[count];
            for (int i = 0; i < count; i++) {
                Object row = combine.call(lefts[left[i]], right[i] < 0 ? null : rights[right[i]]);
                if (row == null) {
                    throw new PipelineException(
                            "its function gave null for the left row "
                                    + lefts[left[i]]
                                    + ". A pipeline has no null rows: use an inner join, or filter"
                                    + " the rows afterwards");
                }
                combined[i] = row;
            }
            return Chunk.of(to, combined, count);
        }

        private Chunk columns(Chunk chunk, int count) {
            int[] from = Objects.requireNonNull(spec.columns());
            @Nullable Column[] taken = new @Nullable Column[from.length];
            for (int i = 0; i < from.length; i++) {
                if (wanted[i]) {
                    taken[i] =
                            from[i] >= 0
                                    ? chunk.take(from[i], left, count)
                                    : table.column(-1 - from[i], right, count);
                }
            }
            return Chunk.of(new Batch(to, count, taken));
        }

        @Override
        public void finish() throws Exception {
            next.finish();
        }
    }
}
