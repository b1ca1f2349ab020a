package io.wick.internal.column;

import io.wick.column.Column;

import java.util.Arrays;

/**
 * Orders rows by columns. The columns are one number per row, as long as it takes; each pass sorts
 * by the next of its bits, and only rows that are equal in them take part in the pass after it.
 */
public final class ColumnSort {
    private static final int MOST_BITS = Long.SIZE - 1;

    /** From so many rows on a radix sort is faster than a comparing one. */
    private static final int RADIX_ROWS = 4096;

    private static final int DIGIT_BITS = 11;

    /** More bits than tell rows apart that are spread evenly: few are then equal in a pass. */
    private static final int SPARE_BITS = 10;

    private final SortBits bits;

    /** The rows in their order so far. */
    private final int[] order;

    private ColumnSort(Column[] columns, boolean[] descending, int rows) {
        bits = new SortBits(columns, descending);
        order = new int[rows];
        Arrays.setAll(order, i -> i);
    }

    /**
     * The indexes of rows in the order of some columns' values; rows that are equal in it keep
     * theirs. Nulls are where {@link #nullRank} says.
     *
     * @param columns of comparable values, first the one that matters most
     * @param descending which of them
     */
    public static int[] order(Column[] columns, boolean[] descending, int rows) {
        var sort = new ColumnSort(columns, descending, rows);
        if (rows > 1) {
            sort.sort();
        }
        return sort.order;
    }

    /** Nulls come before all values, and so behind them in a descending order. */
    public static int nullRank(boolean isNull) {
        return isNull ? 0 : 1;
    }

    private void sort() {
        Ties ties = new Ties(order.clone(), order.length, new int[] {0, order.length}, 1);
        while (ties.groups > 0 && bits.hasMore()) {
            ties = pass(ties);
        }
    }

    /**
     * Rows that are equal so far.
     *
     * @param places of them in the order, ascending
     * @param ends where each group of equal ones begins, and at last where the last one ends
     */
    private record Ties(int[] places, int count, int[] ends, int groups) {
        boolean isLarge() {
            for (int g = 0; g < groups; g++) {
                if (ends[g + 1] - ends[g] >= RADIX_ROWS) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Sorts within each group by the next bits. */
    private Ties pass(Ties ties) {
        int count = ties.count;
        int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        int most = MOST_BITS - placeBits;
        if (ties.isLarge()) {
            most = Math.min(most, Math.ceilDiv(placeBits + SPARE_BITS, DIGIT_BITS) * DIGIT_BITS);
        }
        long[] packed = new long[count];
        int used = bits.next(packed, most);
        for (int i = 0; i < count; i++) {
            packed[i] = packed[i] << placeBits | i;
        }
        var radix = new RadixSort(packed, placeBits, used);
        for (int g = 0; g < ties.groups; g++) {
            int from = ties.ends[g];
            int to = ties.ends[g + 1];
            if (to - from >= RADIX_ROWS) {
                radix.sort(from, to);
            } else {
                Arrays.sort(packed, from, to);
            }
        }
        int[] sorted = new int[count];
        long mask = (1L << placeBits) - 1;
        for (int i = 0; i < count; i++) {
            sorted[i] = (int) (packed[i] & mask);
        }
        reorder(ties, sorted);
        return bits.hasMore() ? ties(ties, packed, placeBits, sorted) : ties;
    }

    private void reorder(Ties ties, int[] sorted) {
        int[] rows = new int[ties.count];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = order[ties.places[i]];
        }
        for (int i = 0; i < rows.length; i++) {
            order[ties.places[i]] = rows[sorted[i]];
        }
    }

    /** Those that are still equal. */
    private Ties ties(Ties before, long[] packed, int placeBits, int[] sorted) {
        int[] places = new int[before.count];
        int[] rows = new int[before.count];
        int[] ends = new int[before.count / 2 + 1];
        int count = 0;
        int groups = 0;
        for (int g = 0; g < before.groups; g++) {
            int to = before.ends[g + 1];
            int from = before.ends[g];
            while (from < to) {
                long code = packed[from] >>> placeBits;
                int end = from + 1;
                while (end < to && packed[end] >>> placeBits == code) {
                    end++;
                }
                if (end - from > 1) {
                    for (int i = from; i < end; i++) {
                        places[count] = before.places[i];
                        rows[count++] = sorted[i];
                    }
                    ends[++groups] = count;
                }
                from = end;
            }
        }
        bits.keep(rows, count);
        return new Ties(places, count, ends, groups);
    }
}
