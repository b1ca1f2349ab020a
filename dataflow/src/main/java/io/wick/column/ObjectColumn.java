package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Objects as they are: {@link ColumnType#OBJECT}. They must be serialisable to travel. */
public final class ObjectColumn extends Column {
    private static final long POINTER_AND_OBJECT = 32;

    private final @Nullable Object[] values;

    /** The array is the column's from now on. */
    public ObjectColumn(@Nullable Object[] values) {
        this.values = values;
    }

    /** The values, to read only. */
    public @Nullable Object[] values() {
        return values;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return values[row] == null;
    }

    @Override
    public boolean hasNulls() {
        return true;
    }

    @Override
    public @Nullable Object value(int row) {
        return values[row];
    }

    @Override
    public ObjectColumn take(int[] rows, int count) {
        @Nullable Object[] taken = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            taken[i] = rows[i] < 0 ? null : values[rows[i]];
        }
        return new ObjectColumn(taken);
    }

    @Override
    public ObjectColumn slice(int from, int count) {
        return new ObjectColumn(Arrays.copyOfRange(values, from, from + count));
    }

    @Override
    public long bytes() {
        return POINTER_AND_OBJECT * values.length;
    }
}
