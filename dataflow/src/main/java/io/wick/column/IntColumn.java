package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Ints: {@link ColumnType#INT} and {@link ColumnType#DATE}. */
public final class IntColumn extends Column {
    private final int[] values;
    private final long @Nullable [] nulls;

    /** Values of which none is null. */
    public IntColumn(int[] values) {
        this(values, null);
    }

    /**
     * Values and which of them are nulls; both arrays are the column's from now on.
     *
     * @param nulls a bit per row, set for a null; null if there are none
     */
    public IntColumn(int[] values, long @Nullable [] nulls) {
        this.values = values;
        this.nulls = NullBits.checked(nulls, values.length);
    }

    /** The values, to read only; what stands where a null is means nothing. */
    public int[] values() {
        return values;
    }

    /** A bit per row, set for a null; null if there are none. To read only. */
    public long @Nullable [] nulls() {
        return nulls;
    }

    /** The value of a row that is not null. */
    public int get(int row) {
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
    public @Nullable Integer value(int row) {
        return isNull(row) ? null : values[row];
    }

    @Override
    public IntColumn take(int[] rows, int count) {
        int[] taken = new int[count];
        long[] bits = NullBits.take(nulls, rows, count);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0) {
                taken[i] = values[row];
            }
        }
        return new IntColumn(taken, bits);
    }

    @Override
    public IntColumn slice(int from, int count) {
        return new IntColumn(
                Arrays.copyOfRange(values, from, from + count), NullBits.slice(nulls, from, count));
    }

    @Override
    public long bytes() {
        return 4L * values.length + NullBits.bytes(nulls);
    }
}
