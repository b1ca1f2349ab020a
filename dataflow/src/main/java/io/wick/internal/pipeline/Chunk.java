package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.BatchBuilder;
import io.wick.column.Column;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.internal.column.RowSet;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Some rows on their way through fused steps: as columns, as objects, or as both once a step has
 * asked for objects. A filter keeps both and leaves the columns in place behind a selection, so
 * that an opaque function between two steps that work on columns costs the rows it needs and
 * nothing more. For one thread.
 */
public final class Chunk implements RowSet {
    private final Schema<?> schema;
    private final int size;
    private @Nullable Batch batch;
    private final int @Nullable [] selection;
    private Object @Nullable [] rows;

    private Chunk(
            Schema<?> schema,
            int size,
            @Nullable Batch batch,
            int @Nullable [] selection,
            Object @Nullable [] rows) {
        this.schema = schema;
        this.size = size;
        this.batch = batch;
        this.selection = selection;
        this.rows = rows;
    }

    /** All rows of a batch. */
    static Chunk of(Batch batch) {
        return new Chunk(batch.schema(), batch.rows(), batch, null, null);
    }

    /** The first rows of an array, which is the chunk's from now on. */
    static Chunk of(Schema<?> schema, Object[] rows, int size) {
        return new Chunk(schema, size, null, null, rows);
    }

    /** What a row consists of. */
    Schema<?> schema() {
        return schema;
    }

    @Override
    public int size() {
        return size;
    }

    /** Whether there are columns without making them. */
    boolean hasColumns() {
        return batch != null;
    }

    /** The columns of these rows and maybe more. Only with columns. */
    Batch columns() {
        if (batch == null) {
            throw new IllegalStateException("a chunk of objects has no columns");
        }
        return batch;
    }

    @Override
    public Column column(int index) {
        Column column = made().column(index);
        int[] kept = selection;
        return kept == null ? column : column.take(kept, size);
    }

    /** The values of some of these rows, in the order given, in a column. */
    Column take(int index, int[] positions, int count) {
        Batch all = made();
        int[] kept = selection;
        if (kept == null) {
            return all.column(index).take(positions, count);
        }
        int[] rowsOfBatch = new int[count];
        for (int i = 0; i < count; i++) {
            rowsOfBatch[i] = kept[positions[i]];
        }
        return all.column(index).take(rowsOfBatch, count);
    }

    @Override
    public Object[] rows() {
        Object[] made = rows;
        if (made == null) {
            made = materialised();
            rows = made;
        }
        return made;
    }

    private Object[] materialised() {
        Object[] made = new Object[size];
        Rows.Reader<?> reader = Rows.of(schema.rowType()).reader(columns());
        int[] kept = selection;
        for (int i = 0; i < size; i++) {
            made[i] = reader.get(kept == null ? i : kept[i]);
        }
        return made;
    }

    /** Those of these rows that something holds for, which it says for each row of the batch. */
    Chunk where(boolean[] holds) {
        int[] before = selection;
        int[] positions = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            positions[count] = i;
            count += holds[before == null ? i : before[i]] ? 1 : 0;
        }
        return keep(positions, count);
    }

    /** The rows of these positions, ascending: the first {@code count} of the array. */
    Chunk keep(int[] positions, int count) {
        if (count == size) {
            return this;
        }
        int[] kept = null;
        if (batch != null) {
            kept = positions;
            int[] before = selection;
            if (before != null) {
                kept = new int[count];
                for (int i = 0; i < count; i++) {
                    kept[i] = before[positions[i]];
                }
            }
        }
        Object[] objects = rows;
        if (objects != null) {
            Object[] left = new Object[count];
            for (int i = 0; i < count; i++) {
                left[i] = objects[positions[i]];
            }
            objects = left;
        }
        return new Chunk(schema, count, batch, kept, objects);
    }

    /** Rows of another record, made of some of these columns as they are. */
    Chunk select(Schema<?> to, int[] from) {
        Batch all = made();
        @Nullable Column[] taken = new @Nullable Column[from.length];
        for (int i = 0; i < from.length; i++) {
            taken[i] = all.has(from[i]) ? all.column(from[i]) : null;
        }
        return new Chunk(to, size, new Batch(to, all.rows(), taken), selection, null);
    }

    /** The first rows. */
    Chunk head(int count) {
        if (count >= size) {
            return this;
        }
        int[] positions = new int[count];
        Arrays.setAll(positions, i -> i);
        return keep(positions, count);
    }

    /** The {@code count} rows from {@code from} on. */
    Chunk range(int from, int count) {
        if (from == 0) {
            return head(count);
        }
        int[] positions = new int[count];
        Arrays.setAll(positions, i -> from + i);
        return keep(positions, count);
    }

    /** These rows and no others as a batch, with those columns that are there. */
    Batch toBatch() {
        Batch all = made();
        int[] kept = selection;
        return kept == null ? all : all.take(kept, size);
    }

    /** The same with the wanted columns alone; {@code wanted} has one entry per column. */
    Batch toBatch(boolean[] wanted) {
        Batch all = made();
        int[] kept = selection;
        @Nullable Column[] taken = new @Nullable Column[wanted.length];
        for (int i = 0; i < taken.length; i++) {
            if (wanted[i]) {
                Column column = all.column(i);
                taken[i] = kept == null ? column : column.take(kept, size);
            }
        }
        return new Batch(schema, size, taken);
    }

    /** The columns, made of the rows where there are none. */
    Batch made() {
        Batch all = batch;
        if (all == null) {
            all = built();
            batch = all;
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private Batch built() {
        BatchBuilder builder = new BatchBuilder(schema, size);
        Rows.Writer<Object> writer =
                (Rows.Writer<Object>) Rows.of(schema.rowType()).writer(builder);
        Object[] objects = rows();
        for (int i = 0; i < size; i++) {
            writer.add(objects[i]);
        }
        return builder.build();
    }

    /** A form that may be kept and may travel. */
    Block toBlock() {
        if (batch != null) {
            return new Block(schema, size, toBatch(), null);
        }
        Object[] objects = rows();
        return new Block(
                schema,
                size,
                null,
                objects.length == size ? objects : Arrays.copyOf(objects, size));
    }
}
