package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.pipeline.Order;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rows in order, as columns where the order is one of columns. Immutable once it is handed on. */
final class SortedRun implements OffHeap.Weighed, Serializable {
    private static final long serialVersionUID = 1L;

    private final Schema<?> schema;
    private final @Nullable Batch batch;
    private final Object @Nullable [] rows;
    private final int size;

    private SortedRun(Schema<?> schema, @Nullable Batch batch, Object @Nullable [] rows, int size) {
        this.schema = schema;
        this.batch = batch;
        this.rows = rows;
        this.size = size;
    }

    /** The run that a vertex hands on. */
    static SortedRun of(Part part) {
        if (part.payload() instanceof SortedRun run) {
            return run;
        }
        throw new IllegalStateException("a sorted run expected, got " + part.payload());
    }

    /** Sorts; rows that compare equal stay in their order. */
    static SortedRun of(Schema<?> schema, Order<?> order, List<Block> blocks) {
        int size = Math.toIntExact(new Blocks(blocks).rows());
        if (size == 0) {
            return new SortedRun(schema, null, new Object[0], 0);
        }
        Optional<SortKeys> keys = SortKeys.of(order, schema);
        var given = new Blocks(blocks);
        if (keys.isPresent() && given.hasColumns()) {
            Batch all = Objects.requireNonNull(given.joined());
            int[] sorted = keys.get().sorted(all);
            return new SortedRun(schema, all.take(sorted, size), null, size);
        }
        Object[] rows = new Object[size];
        int at = 0;
        for (Block block : blocks) {
            System.arraycopy(block.toChunk().rows(), 0, rows, at, block.size());
            at += block.size();
        }
        Arrays.sort(rows, RowOrder.of(order));
        return new SortedRun(schema, null, rows, size);
    }

    /**
     * Pushes the rows of all runs in order; of those that compare equal, those of the first run
     * first.
     */
    static void merge(List<SortedRun> runs, Order<?> order, Receiver to) throws Exception {
        var blocks = new ArrayList<Block>();
        for (SortedRun run : runs) {
            blocks.add(run.block());
        }
        if (blocks.isEmpty()) {
            return;
        }
        // Sorting again takes no longer: rows by columns are sorted by digits, objects by merges of
        // the runs that are sorted already
        SortedRun all =
                runs.size() == 1 ? runs.getFirst() : of(runs.getFirst().schema, order, blocks);
        for (int from = 0; from < all.size; from += Batch.ROWS) {
            int end = Math.min(all.size, from + Batch.ROWS);
            if (!to.accept(all.range(from, end).block().toChunk())) {
                return;
            }
        }
    }

    int size() {
        return size;
    }

    @Override
    public long bytes() {
        return block().bytes();
    }

    Block block() {
        return new Block(schema, size, batch, rows);
    }

    /** What a row is compared by. */
    @Nullable Object[] keys(int row, Order<?> order) {
        Batch columns = batch;
        if (columns == null) {
            return RowOrder.keys(order, Objects.requireNonNull(rows)[row]);
        }
        int[] keys = SortKeys.of(order, schema).orElseThrow().columns();
        @Nullable Object[] values = new @Nullable Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = columns.value(row, keys[i]);
        }
        return values;
    }

    /** The rows from {@code from} to before {@code to}. */
    SortedRun range(int from, int to) {
        return new SortedRun(
                schema,
                batch == null ? null : batch.slice(from, to - from),
                rows == null ? null : Arrays.copyOfRange(rows, from, to),
                to - from);
    }

    /** How many rows come before a mark, if this is run number {@code run}. */
    int before(Sorting.Mark mark, int run, Order<?> order) {
        if (run == mark.run()) {
            return mark.place();
        }
        var compare = RowOrder.ofKeys(order);
        boolean equalToo = run < mark.run();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = compare.compare(keys(middle, order), mark.keys());
            if (compared < 0 || (compared == 0 && equalToo)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
