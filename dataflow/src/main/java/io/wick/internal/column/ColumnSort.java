package io.wick.internal.column;

import io.wick.column.Column;

import java.util.Arrays;

/** Orders rows by columns. */
public final class ColumnSort {
    private static final int MOST_BITS = 63;

    /** From so many rows on a radix sort is faster than a comparing one. */
    private static final int RADIX_ROWS = 4096;

    private static final int DIGIT_BITS = 11;

    private ColumnSort() {}

    /**
     * The indexes of rows in the order of some columns' values; rows that are equal in it keep
     * theirs. Nulls come before all values, and behind them in a descending order.
     *
     * @param columns of comparable values, first the one that matters most
     * @param descending which of them
     */
    public static int[] order(Column[] columns, boolean[] descending, int rows) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        // From the last column to the first, as many at once as fit a long together with the row's
        // place: then the order of the longs is that of the rows, and stable
        int placeBits = 32 - Integer.numberOfLeadingZeros(Math.max(0, rows - 1));
        int column = columns.length - 1;
        while (column >= 0 && rows > 1) {
            long[] packed = new long[rows];
            int bits = placeBits;
            while (column >= 0) {
                SortCodes codes = SortCodes.of(columns[column], descending[column]);
                if (bits > placeBits && bits + codes.bits() > MOST_BITS) {
                    break;
                }
                for (int i = 0; i < rows; i++) {
                    packed[i] |= codes.codes()[order[i]] << bits;
                }
                bits += codes.bits();
                column--;
            }
            if (bits > placeBits) {
                reorder(order, packed, placeBits, bits);
            }
        }
        return order;
    }

    private static void reorder(int[] order, long[] packed, int placeBits, int bits) {
        for (int i = 0; i < packed.length; i++) {
            packed[i] |= i;
        }
        long[] sorted = sorted(packed, placeBits, bits);
        int[] before = order.clone();
        long mask = (1L << placeBits) - 1;
        for (int i = 0; i < sorted.length; i++) {
            order[i] = before[(int) (sorted[i] & mask)];
        }
    }

    /** Many longs by radix, digit by digit from the bit where the codes begin. */
    private static long[] sorted(long[] packed, int from, int to) {
        if (packed.length < RADIX_ROWS) {
            Arrays.sort(packed);
            return packed;
        }
        long[] now = packed;
        long[] next = new long[packed.length];
        for (int shift = from; shift < to; shift += DIGIT_BITS) {
            int[] starts = new int[(1 << DIGIT_BITS) + 1];
            for (long value : now) {
                starts[digit(value, shift) + 1]++;
            }
            for (int digit = 1; digit < starts.length; digit++) {
                starts[digit] += starts[digit - 1];
            }
            for (long value : now) {
                next[starts[digit(value, shift)]++] = value;
            }
            long[] free = now;
            now = next;
            next = free;
        }
        return now;
    }

    private static int digit(long value, int shift) {
        return (int) (value >>> shift) & ((1 << DIGIT_BITS) - 1);
    }
}
