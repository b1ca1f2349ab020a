package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

import java.util.Arrays;
import java.util.Objects;

/**
 * The values of a column as numbers from 0 on that sort as the values do, with as few bits as they
 * need. Nulls come before all values, and behind them in a descending order.
 *
 * @param bits how many low bits of the codes are used, at most 32
 */
record SortCodes(long[] codes, int bits) {
    /** Beyond it ranks stand for values, so that the index of a row fits beside them in a long. */
    private static final long SPAN = 1L << 31;

    static SortCodes of(Column column, boolean descending) {
        int rows = column.size();
        long[] codes = new long[rows];
        switch (column) {
            case StringColumn strings -> ofStrings(strings.compact(), codes);
            case ObjectColumn objects -> ofObjects(objects, codes);
            case IntColumn ints -> {
                for (int i = 0; i < rows; i++) {
                    codes[i] = ints.get(i);
                }
            }
            case LongColumn longs -> System.arraycopy(longs.values(), 0, codes, 0, rows);
            case DoubleColumn doubles -> {
                for (int i = 0; i < rows; i++) {
                    codes[i] = ordered(Double.doubleToLongBits(doubles.get(i)));
                }
            }
            case FloatColumn floats -> {
                for (int i = 0; i < rows; i++) {
                    codes[i] = ordered(Double.doubleToLongBits(floats.get(i)));
                }
            }
            case BooleanColumn booleans -> {
                for (int i = 0; i < rows; i++) {
                    codes[i] = booleans.get(i) ? 1 : 0;
                }
            }
        }
        return packed(codes, column, descending);
    }

    /** The bits of a double as a long that compares as {@link Double#compare} does. */
    private static long ordered(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** From values that compare as the column's do: those of nulls do not matter. */
    private static SortCodes packed(long[] codes, Column column, boolean descending) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean nulls = column.hasNulls();
        for (int i = 0; i < codes.length; i++) {
            if (!nulls || !column.isNull(i)) {
                min = Math.min(min, codes[i]);
                max = Math.max(max, codes[i]);
            }
        }
        if (min > max) {
            Arrays.fill(codes, 0);
            return new SortCodes(codes, 0);
        }
        long span = max - min;
        if (span < 0 || span >= SPAN) {
            span = rank(codes);
            min = 0;
        }
        long first = nulls ? 1 : 0;
        long last = span + first;
        for (int i = 0; i < codes.length; i++) {
            long code = nulls && column.isNull(i) ? 0 : codes[i] - min + first;
            codes[i] = descending ? last - code : code;
        }
        return new SortCodes(codes, Long.SIZE - Long.numberOfLeadingZeros(last));
    }

    /** Replaces values that are far apart by their ranks; gives the highest. */
    private static long rank(long[] codes) {
        long[] sorted = codes.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Arrays.binarySearch(sorted, 0, count, codes[i]);
        }
        return count - 1L;
    }

    private static void ofStrings(StringColumn strings, long[] codes) {
        String[] sorted = strings.dictionary().clone();
        Arrays.sort(sorted);
        int[] ranks = new int[sorted.length];
        for (int i = 0; i < ranks.length; i++) {
            // One string may stand there twice: the search finds the same of them each time
            ranks[i] = Arrays.binarySearch(sorted, strings.dictionary()[i]);
        }
        int[] from = strings.codes();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = from[i] < 0 ? 0 : ranks[from[i]];
        }
    }

    @SuppressWarnings("unchecked")
    private static void ofObjects(ObjectColumn objects, long[] codes) {
        Integer[] order = new Integer[codes.length];
        int count = 0;
        for (int i = 0; i < codes.length; i++) {
            if (!objects.isNull(i)) {
                order[count++] = i;
            }
        }
        Arrays.sort(order, 0, count, (a, b) -> compare(objects, a, b));
        long rank = 0;
        for (int i = 0; i < count; i++) {
            rank += i > 0 && compare(objects, order[i - 1], order[i]) != 0 ? 1 : 0;
            codes[order[i]] = rank;
        }
    }

    @SuppressWarnings("unchecked")
    private static int compare(ObjectColumn objects, int a, int b) {
        Object left = Objects.requireNonNull(objects.value(a), "no null");
        Object right = Objects.requireNonNull(objects.value(b), "no null");
        return ((Comparable<Object>) left).compareTo(right);
    }
}
