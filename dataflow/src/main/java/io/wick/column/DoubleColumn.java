package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Doubles: {@link ColumnType#DOUBLE}. */
public final class DoubleColumn extends Column {
    private final double[] values;
    private final long @Nullable [] nulls;

    /** Values of which none is null. */
    public DoubleColumn(double[] values) {
        this(values, null);
    }

    /**
     * Values and which of them are nulls; both arrays are the column's from now on.
     *
     * @param nulls a bit per row, set for a null; null if there are none
     */
    public DoubleColumn(double[] values, long @Nullable [] nulls) {
        this.values = values;
        this.nulls = NullBits.checked(nulls, values.length);
    }

    /** The values, to read only; what stands where a null is means nothing. */
    public double[] values() {
        return values;
    }

    /** A bit per row, set for a null; null if there are none. To read only. */
    public long @Nullable [] nulls() {
        return nulls;
    }

    /** The value of a row that is not null. */
    public double get(int row) {
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
    public @Nullable Double value(int row) {
        return isNull(row) ? null : values[row];
    }

    @Override
    public DoubleColumn take(int[] rows, int count) {
        double[] taken = new double[count];
        long[] bits = NullBits.take(nulls, rows, count);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0) {
                taken[i] = values[row];
            }
        }
        return new DoubleColumn(taken, bits);
    }

    @Override
    public DoubleColumn slice(int from, int count) {
        return new DoubleColumn(
                Arrays.copyOfRange(values, from, from + count), NullBits.slice(nulls, from, count));
    }

    @Override
    public long bytes() {
        return 8L * values.length + NullBits.bytes(nulls);
    }
}
