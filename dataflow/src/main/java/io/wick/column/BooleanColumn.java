package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Booleans: {@link ColumnType#BOOLEAN}. */
public final class BooleanColumn extends Column {
    private final boolean[] values;
    private final long @Nullable [] nulls;

    /** Values of which none is null. */
    public BooleanColumn(boolean[] values) {
        this(values, null);
    }

    /**
     * Values and which of them are nulls; both arrays are the column's from now on.
     *
     * @param nulls a bit per row, set for a null; null if there are none
     */
    public BooleanColumn(boolean[] values, long @Nullable [] nulls) {
        this.values = values;
        this.nulls = NullBits.checked(nulls, values.length);
    }

    /** The values, to read only; what stands where a null is means nothing. */
    public boolean[] values() {
        return values;
    }

    /** A bit per row, set for a null; null if there are none. To read only. */
    public long @Nullable [] nulls() {
        return nulls;
    }

    /** The value of a row that is not null. */
    public boolean get(int row) {
        return values[row];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return NullBits.get(nulls, row);
    }

    @Override
    public boolean hasNulls() {
        return nulls != null;
    }

    @Override
    public @Nullable Boolean value(int row) {
        return isNull(row) ? null : values[row];
    }

    @Override
    public BooleanColumn take(int[] rows, int count) {
        boolean[] taken = new boolean[count];
        long[] bits = NullBits.take(nulls, rows, count);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0) {
                taken[i] = values[row];
            }
        }
        return new BooleanColumn(taken, bits);
    }

    @Override
    public BooleanColumn slice(int from, int count) {
        return new BooleanColumn(
                Arrays.copyOfRange(values, from, from + count), NullBits.slice(nulls, from, count));
    }

    @Override
    public long bytes() {
        return 1L * values.length + NullBits.bytes(nulls);
    }
}
