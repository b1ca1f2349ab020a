package io.wick.internal.column;

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
import java.util.List;
import java.util.Objects;

/**
 * The values of a column as numbers from 0 on that sort as the values do, with as few bits as they
 * need. Nulls are where {@link ColumnSort#nullRank} says.
 *
 * @param codes unsigned
 * @param bits how many low bits of the codes are used
 */
record SortCodes(long[] codes, int bits) {
    /** From this span on nulls have codes of their own. */
    private static final long NULLS_APART = Long.MAX_VALUE;

    /** The codes of a column, first those that matter most; no more than two. */
    static List<SortCodes> of(Column column, boolean descending) {
        int rows = column.size();
        long[] codes = new long[rows];
        switch (column) {
            case StringColumn strings -> ofStrings(strings.compact(), codes);
            case ObjectColumn objects -> ofObjects(objects, codes);
            case IntColumn ints -> {
                int[] values = ints.values();
                for (int i = 0; i < rows; i++) {
                    codes[i] = values[i];
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
    private static List<SortCodes> packed(long[] codes, Column column, boolean descending) {
        boolean[] nulls = nulls(column);
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < codes.length; i++) {
            if (nulls == null || !nulls[i]) {
                min = Math.min(min, codes[i]);
                max = Math.max(max, codes[i]);
            }
        }
        if (min > max) {
            return List.of(); // nothing but nulls
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = nulls != null && nulls[i] ? 0 : codes[i] - min;
        }
        long last = CommonFactor.takeOut(codes, max - min);
        if (nulls == null) {
            return List.of(directed(codes, last, descending));
        }
        boolean apart = Long.compareUnsigned(last, NULLS_APART) >= 0;
        long[] ranks = apart ? new long[codes.length] : codes;
        for (int i = 0; i < codes.length; i++) {
            int rank = ColumnSort.nullRank(nulls[i]);
            // A null's code is 0 so far, like that of the least value
            ranks[i] = apart ? rank : codes[i] + rank;
        }
        return apart
                ? List.of(directed(ranks, 1, descending), directed(codes, last, descending))
                : List.of(directed(codes, last + 1, descending));
    }

    /** Which rows are null; null if none is. */
    private static boolean @Nullable [] nulls(Column column) {
        boolean any = false;
        if (!column.hasNulls()) {
            return null;
        }
        boolean[] nulls = new boolean[column.size()];
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = column.isNull(i);
            any |= nulls[i];
        }
        return any ? nulls : null;
    }

    private static SortCodes directed(long[] codes, long last, boolean descending) {
        if (descending) {
            for (int i = 0; i < codes.length; i++) {
                codes[i] = last - codes[i];
            }
        }
        return new SortCodes(codes, Long.SIZE - Long.numberOfLeadingZeros(last));
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
