package io.wick.column;

import org.jspecify.annotations.Nullable;

/** Bitmaps of the nulls of a column: a set bit is a null, no bitmap is no nulls. */
final class NullBits {
    private NullBits() {}

    static boolean get(long @Nullable [] bits, int row) {
        return bits != null && (bits[row >> 6] & (1L << row)) != 0;
    }

    static void set(long[] bits, int row) {
        bits[row >> 6] |= 1L << row;
    }

    static long[] of(int rows) {
        return new long[(rows + 63) >> 6];
    }

    /** Those of some rows; a negative row is a null. None if there are no nulls among them. */
    static long @Nullable [] take(long @Nullable [] bits, int[] rows, int count) {
        long[] taken = null;
        for (int i = 0; i < count; i++) {
            if (rows[i] < 0 || get(bits, rows[i])) {
                if (taken == null) {
                    taken = of(count);
                }
                set(taken, i);
            }
        }
        return taken;
    }

    static long @Nullable [] slice(long @Nullable [] bits, int from, int count) {
        if (bits == null) {
            return null;
        }
        long[] part = null;
        for (int i = 0; i < count; i++) {
            if (get(bits, from + i)) {
                if (part == null) {
                    part = of(count);
                }
                set(part, i);
            }
        }
        return part;
    }

    static long bytes(long @Nullable [] bits) {
        return bits == null ? 0 : 8L * bits.length;
    }

    /** The bitmap, once it fits the rows. */
    static long @Nullable [] checked(long @Nullable [] bits, int rows) {
        if (bits != null && bits.length < (rows + 63) >> 6) {
            throw new IllegalArgumentException(
                    "A bitmap of nulls for "
                            + rows
                            + " rows needs "
                            + ((rows + 63) >> 6)
                            + " longs, got "
                            + bits.length);
        }
        return bits;
    }
}
