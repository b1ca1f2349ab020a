package io.wick.internal.column;

/**
 * Sorts ranges of an array of longs by some of their bits, digit by digit from the lowest; longs
 * that are equal in them stay in their order. For one thread.
 */
final class RadixSort {
    private static final int MOST_DIGIT_BITS = 11;

    private final long[] values;
    private final long[] other;
    private final int shift;
    private final int digits;
    private final int digitBits;
    private final int mask;

    /**
     * @param values not negative
     * @param shift the lowest bit that counts
     * @param bits how many count
     */
    RadixSort(long[] values, int shift, int bits) {
        this.values = values;
        this.shift = shift;
        other = new long[values.length];
        digits = Math.ceilDiv(bits, MOST_DIGIT_BITS);
        digitBits = digits == 0 ? 0 : Math.ceilDiv(bits, digits);
        mask = (1 << digitBits) - 1;
    }

    /** Sorts the longs from {@code from} to before {@code to}. */
    void sort(int from, int to) {
        int[][] counts = counts(from, to);
        long[] now = values;
        long[] next = other;
        for (int d = 0; d < digits; d++) {
            int[] starts = counts[d];
            int low = shift + d * digitBits;
            if (starts[digit(now[from], low)] == to - from) {
                continue; // all have the same
            }
            int at = from;
            for (int digit = 0; digit <= mask; digit++) {
                int count = starts[digit];
                starts[digit] = at;
                at += count;
            }
            for (int i = from; i < to; i++) {
                long value = now[i];
                next[starts[digit(value, low)]++] = value;
            }
            long[] free = now;
            now = next;
            next = free;
        }
        if (now != values) {
            System.arraycopy(now, from, values, from, to - from);
        }
    }

    /** How often each digit occurs in each place. */
    private int[][] counts(int from, int to) {
        int[][] counts = new int[digits][1 << digitBits];
        for (int d = 0; d < digits; d++) {
            int[] count = counts[d];
            int low = shift + d * digitBits;
            for (int i = from; i < to; i++) {
                count[digit(values[i], low)]++;
            }
        }
        return counts;
    }

    private int digit(long value, int low) {
        return (int) (value >>> low) & mask;
    }
}
