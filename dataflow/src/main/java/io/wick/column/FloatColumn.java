package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Floats: {@link ColumnType#FLOAT}. */
public final class FloatColumn extends Column {
    private final float[] values;
    private final long @Nullable [] nulls;

    /** Values of which none is null. */
    public FloatColumn(float[] values) {
        this(values, null);
    }

    /**
     * Values and which of them are nulls; both arrays are the column's from now on.
     *
     * @param nulls a bit per row, set for a null; null if there are none
     */
    public FloatColumn(float[] values, long @Nullable [] nulls) {
        this.values = values;
        this.nulls = NullBits.checked(nulls, values.length);
    }

    /** The values, to read only; what stands where a null is means nothing. */
    public float[] values() {
        return values;
    }

    /** A bit per row, set for a null; null if there are none. To read only. */
    public long @Nullable [] nulls() {
        return nulls;
    }

    /** The value of a row that is not null. */
    public float get(int row) {
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
    public @Nullable Float value(int row) {
        return isNull(row) ? null : values[row];
    }

    @Override
    public FloatColumn take(int[] rows, int count) {
        float[] taken = new float[count];
        long[] bits = NullBits.take(nulls, rows, count);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0) {
                taken[i] = values[row];
            }
        }
        return new FloatColumn(taken, bits);
    }

    @Override
    public FloatColumn slice(int from, int count) {
        return new FloatColumn(
                Arrays.copyOfRange(values, from, from + count), NullBits.slice(nulls, from, count));
    }

    @Override
    public long bytes() {
        return 4L * values.length + NullBits.bytes(nulls);
    }
}
