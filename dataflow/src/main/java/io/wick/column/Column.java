package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;

/**
 * The values of one column of a batch, in an array that is exactly as long as the batch has rows.
 * Immutable: nobody writes to the arrays once the column is made. For any thread.
 */
public abstract sealed class Column implements Serializable
        permits BooleanColumn,
                DoubleColumn,
                FloatColumn,
                IntColumn,
                LongColumn,
                ObjectColumn,
                StringColumn {

    Column() {}

    /** How many values there are, nulls included. */
    public abstract int size();

    /** Whether the value of a row is null. */
    public abstract boolean isNull(int row);

    /** Whether there may be nulls; false is certain. */
    public abstract boolean hasNulls();

    /** The value as it is held, boxed: days for dates, nanoseconds for instants. */
    public abstract @Nullable Object value(int row);

    /**
     * The values of some rows, in the order given; a row of -1 gives null.
     *
     * @param rows of which the first {@code count} are read
     */
    public abstract Column take(int[] rows, int count);

    /** The values of {@code count} rows from {@code from} on. */
    public abstract Column slice(int from, int count);

    /** About how many bytes of memory it takes. */
    public abstract long bytes();

    /**
     * The values of all, one after the other. They must be of the same kind.
     *
     * @param columns at least one
     */
    public static Column concat(List<? extends Column> columns) {
        return columns.size() == 1 ? columns.getFirst() : Concat.of(columns);
    }
}
