package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import java.util.Arrays;
import java.util.Set;

/**
 * A function of each row that gives any number of rows. They go on in full chunks, however many a
 * row gives.
 */
public record FlatMapStep(Fn1<Object, Iterable<?>> fn, Schema<?> to) implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return new Spread(next);
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return Step.all(from);
    }

    private final class Spread implements Receiver {
        private final Receiver next;
        private Object[] out = new Object[256];
        private int size;
        private boolean more = true;

        private Spread(Receiver next) {
            this.next = next;
        }

        @Override
        public boolean accept(Chunk chunk) throws Exception {
            Object[] rows = chunk.rows();
            for (int i = 0; i < chunk.size() && more; i++) {
                Iterable<?> results = fn.call(rows[i]);
                if (results == null) {
                    throw new PipelineException(
                            "its function gave null for the row "
                                    + rows[i]
                                    + ". Give an empty list for none");
                }
                for (Object result : results) {
                    add(result, rows[i]);
                    if (!more) {
                        break;
                    }
                }
            }
            return more;
        }

        private void add(Object result, Object row) throws Exception {
            if (result == null) {
                throw new PipelineException(
                        "its function gave a null among the results for the row "
                                + row
                                + ". A pipeline has no null rows: leave them out");
            }
            if (size == out.length) {
                if (size < Batch.ROWS) {
                    out = Arrays.copyOf(out, Math.min(Batch.ROWS, size * 2));
                } else {
                    flush();
                    out = new Object[Batch.ROWS];
                }
            }
            out[size++] = result;
        }

        private void flush() throws Exception {
            int full = size;
            size = 0;
            more = full == 0 || next.accept(Chunk.of(to, out, full));
        }

        @Override
        public void finish() throws Exception {
            if (more) {
                flush();
            }
            next.finish();
        }
    }
}
