package io.wick.column;

import io.wick.internal.column.Cells;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows in columns, usually 4,096 to 65,536 of them. A column that nobody needs is absent.
 * Immutable, for any thread. Travels as its arrays.
 */
public final class Batch implements Serializable {
    /** How many rows a source gives at once, unless it has its own reason. */
    public static final int ROWS = 16_384;

    private final Schema<?> schema;
    private final int rows;
    private final @Nullable Column[] columns;

    /**
     * Makes a batch; the array is the batch's from now on.
     *
     * @param columns one per field, null where it is absent
     * @throws IllegalArgumentException if there is not one per field, of its type and with that
     *     many rows
     */
    public Batch(Schema<?> schema, int rows, @Nullable Column... columns) {
        if (columns.length != schema.size()) {
            throw new IllegalArgumentException(
                    "A batch of " + schema + " got " + columns.length + " columns");
        }
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column != null && (column.size() != rows || !Cells.fits(schema.field(i), column))) {
                throw new IllegalArgumentException(
                        "Column "
                                + schema.field(i)
                                + " of a batch of "
                                + rows
                                + " rows was given a "
                                + column.getClass().getSimpleName()
                                + " of "
                                + column.size());
            }
        }
        this.schema = schema;
        this.rows = rows;
        this.columns = columns;
    }

    /** The columns it has, or could have. */
    public Schema<?> schema() {
        return schema;
    }

    /** How many rows it has. */
    public int rows() {
        return rows;
    }

    /** Whether a column is there. */
    public boolean has(int index) {
        return columns[index] != null;
    }

    /**
     * A column that is there.
     *
     * @throws IllegalStateException if it is absent
     */
    public Column column(int index) {
        Column column = columns[index];
        if (column == null) {
            throw new IllegalStateException(
                    "Column "
                            + schema.field(index).name()
                            + " of "
                            + schema.rowType().getName()
                            + " was not read, because nothing said that it is used");
        }
        return column;
    }

    /** A column of ints, or of dates as days. */
    public IntColumn ints(int index) {
        return (IntColumn) column(index);
    }

    /** A column of longs, or of instants as nanoseconds. */
    public LongColumn longs(int index) {
        return (LongColumn) column(index);
    }

    /** A column of doubles. */
    public DoubleColumn doubles(int index) {
        return (DoubleColumn) column(index);
    }

    /** A column of strings. */
    public StringColumn strings(int index) {
        return (StringColumn) column(index);
    }

    /** The value of a cell as the record has it: a {@code LocalDate} for a date. */
    public @Nullable Object value(int row, int index) {
        return Cells.component(schema.field(index), column(index).value(row));
    }

    /**
     * Some of the rows, in the order given.
     *
     * @param selected of which the first {@code count} are read
     */
    public Batch take(int[] selected, int count) {
        @Nullable Column[] taken = new @Nullable Column[columns.length];
        for (int i = 0; i < taken.length; i++) {
            Column column = columns[i];
            taken[i] = column == null ? null : column.take(selected, count);
        }
        return new Batch(schema, count, taken);
    }

    /** The {@code count} rows from {@code from} on; itself if that is all. */
    public Batch slice(int from, int count) {
        if (from == 0 && count == rows) {
            return this;
        }
        @Nullable Column[] taken = new @Nullable Column[columns.length];
        for (int i = 0; i < taken.length; i++) {
            Column column = columns[i];
            taken[i] = column == null ? null : column.slice(from, count);
        }
        return new Batch(schema, count, taken);
    }

    /**
     * The rows of all, one after the other; all must have the same columns.
     *
     * @param batches at least one
     */
    public static Batch concat(List<Batch> batches) {
        Batch first = batches.getFirst();
        if (batches.size() == 1) {
            return first;
        }
        int rows = 0;
        for (Batch batch : batches) {
            rows = Math.addExact(rows, batch.rows);
        }
        @Nullable Column[] all = new @Nullable Column[first.columns.length];
        for (int i = 0; i < all.length; i++) {
            if (first.has(i)) {
                List<Column> parts = new ArrayList<>(batches.size());
                for (Batch batch : batches) {
                    parts.add(batch.column(i));
                }
                all[i] = Column.concat(parts);
            }
        }
        return new Batch(first.schema, rows, all);
    }

    /** The same rows with dictionaries no longer than they need to be: for a batch that travels. */
    public Batch compact() {
        @Nullable Column[] compact = columns.clone();
        for (int i = 0; i < compact.length; i++) {
            if (compact[i] instanceof StringColumn strings) {
                compact[i] = strings.compact();
            }
        }
        return new Batch(schema, rows, compact);
    }

    /** About how many bytes of memory it takes. */
    public long bytes() {
        long bytes = 0;
        for (Column column : columns) {
            bytes += column == null ? 0 : column.bytes();
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "Batch of " + rows + " rows of " + schema;
    }
}
