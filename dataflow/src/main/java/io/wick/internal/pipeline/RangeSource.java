package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.LongColumn;
import io.wick.column.Schema;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;
import io.wick.pipeline.SplitPlan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** Numbers that follow on each other. */
public record RangeSource(long from, long to) implements Source<Long> {
    private static final Schema<Long> SCHEMA = Schema.of(Long.class);

    @Override
    public Schema<Long> schema() {
        return SCHEMA;
    }

    @Override
    public String describe() {
        return "range " + from + " to " + to;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        long rows = Math.subtractExact(to, from);
        long bytes = Math.multiplyExact(Long.BYTES, rows);
        long each = Math.max(1, Math.ceilDiv(rows, (long) request.splits(bytes)));
        var splits = new ArrayList<Part>();
        for (long start = from; start < to; start += each) {
            splits.add(new Part(start, Math.min(each, to - start)));
        }
        return SplitPlan.of(splits, rows, bytes);
    }

    private record Part(long first, long rows) implements Split {
        @Override
        public void read(SplitContext context, BatchConsumer to) throws Exception {
            boolean wanted = context.columns().contains(Schema.VALUE);
            for (long done = 0; done < rows; ) {
                int size = (int) Math.min(context.batchRows(), rows - done);
                if (!to.accept(new Batch(SCHEMA, size, wanted ? values(done, size) : null))) {
                    return;
                }
                done += size;
            }
        }

        private @Nullable LongColumn values(long done, int size) {
            long[] values = new long[size];
            for (int i = 0; i < size; i++) {
                values[i] = first + done + i;
            }
            return new LongColumn(values);
        }

        @Override
        public String describe() {
            return rows == 1
                    ? "the number " + first
                    : "the numbers from " + first + " to " + (first + rows - 1);
        }
    }
}
