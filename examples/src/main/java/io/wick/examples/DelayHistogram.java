package io.wick.examples;

import java.util.Arrays;

/**
 * How many flights had which delay, by whole minutes: exact quantiles of any number of flights in
 * little room, and mergeable. Immutable, without zeros at either end, so equal when the flights
 * are.
 *
 * @param low the delay that the first count is of
 * @param counts flights by delay
 */
record DelayHistogram(int low, int[] counts) {

    /** A copy of {@code counts} without its leading and trailing zeros; there must be a flight. */
    static DelayHistogram trimmed(int low, int[] counts) {
        int first = 0;
        int end = counts.length;
        while (counts[first] == 0) {
            first++;
        }
        while (counts[end - 1] == 0) {
            end--;
        }
        return new DelayHistogram(low + first, Arrays.copyOfRange(counts, first, end));
    }

    /** The flights of both. */
    DelayHistogram merge(DelayHistogram other) {
        int from = Math.min(low, other.low);
        int to = Math.max(low + counts.length, other.low + other.counts.length);
        int[] sum = new int[to - from];
        System.arraycopy(counts, 0, sum, low - from, counts.length);
        for (int i = 0; i < other.counts.length; i++) {
            int at = other.low - from + i;
            sum[at] = Math.addExact(sum[at], other.counts[i]);
        }
        return new DelayHistogram(from, sum);
    }

    long flights() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** The sum of all delays, in minutes. */
    long totalDelay() {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += (long) (low + i) * counts[i];
        }
        return total;
    }

    /**
     * The percentile by the nearest-rank definition: the smallest delay that at least {@code
     * percent} of the flights do not exceed.
     *
     * @param percent 1 to 100
     */
    int percentile(int percent) {
        long left = Math.ceilDiv(flights() * percent, 100L);
        int i = 0;
        for (left -= counts[0]; left > 0; left -= counts[i]) {
            i++;
        }
        return low + i;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DelayHistogram that
                && low == that.low
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * low + Arrays.hashCode(counts);
    }
}
