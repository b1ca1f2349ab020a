package io.wick.internal.pipeline;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A column as unsigned numbers that compare as its values do, with nulls before all.
 *
 * @param codes one for each row
 * @param bits how many of their bits are used
 */
record SortCodes(long[] codes, int bits) {

    static SortCodes of(Column column, boolean descending) {
        long[] values = new long[column.size()];
        switch (column) {
            case IntColumn ints -> fill(ints.values(), values);
            case LongColumn longs -> System.arraycopy(longs.values(), 0, values, 0, values.length);
            case DoubleColumn doubles -> fill(doubles.values(), values);
            case FloatColumn floats -> fill(floats, values);
            case BooleanColumn booleans -> fill(booleans, values);
            case StringColumn strings -> fill(strings, values);
            case ObjectColumn objects -> fill(objects, values);
        }
        return coded(values, column, descending);
    }

    private static void fill(int[] from, long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = from[i];
        }
    }

    private static void fill(double[] from, long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = ordered(from[i]);
        }
    }

    private static void fill(FloatColumn from, long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = ordered(from.get(i));
        }
    }

    /** The bits of a double, turned so that they compare as {@link Double#compare} does. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private static void fill(BooleanColumn from, long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get(i) ? 1 : 0;
        }
    }

    private static void fill(StringColumn from, long[] values) {
        String[] dictionary = from.dictionary();
        long[] ranks = ranks(dictionary);
        int[] codes = from.codes();
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i] < 0 ? 0 : ranks[codes[i]];
        }
    }

    private static void fill(ObjectColumn from, long[] values) {
        System.arraycopy(ranks(from.values()), 0, values, 0, values.length);
    }

    /** The place of each value among all, the same for equal ones; of a null it means nothing. */
    @SuppressWarnings("unchecked")
    private static long[] ranks(@Nullable Object[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Comparator<@Nullable Object> compare =
                Comparator.nullsFirst((a, b) -> ((Comparable<Object>) a).compareTo(b));
        Arrays.sort(order, (a, b) -> compare.compare(values[a], values[b]));
        long[] ranks = new long[values.length];
        for (int i = 1; i < order.length; i++) {
            boolean same = compare.compare(values[order[i]], values[order[i - 1]]) == 0;
            ranks[order[i]] = ranks[order[i - 1]] + (same ? 0 : 1);
        }
        return ranks;
    }

    private static @Nullable Object[] boxed(long[] values, Column column) {
        @Nullable Object[] boxed = new @Nullable Object[values.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = column.isNull(i) ? null : (Object) values[i];
        }
        return boxed;
    }

    /** Numbers from 0 on, with 0 for a null where there are nulls. */
    private static SortCodes coded(long[] values, Column column, boolean descending) {
        boolean nulls = column.hasNulls();
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < values.length; i++) {
            if (!nulls || !column.isNull(i)) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
        }
        if (min > max) {
            return new SortCodes(new long[values.length], 0);
        }
        long range = max - min;
        if (nulls && range == -1) {
            return coded(ranks(boxed(values, column)), column, descending);
        }
        long first = nulls ? 1 : 0;
        long last = range + first;
        for (int i = 0; i < values.length; i++) {
            long code = nulls && column.isNull(i) ? 0 : values[i] - min + first;
            values[i] = descending ? last - code : code;
        }
        return new SortCodes(values, Long.SIZE - Long.numberOfLeadingZeros(last));
    }
}
