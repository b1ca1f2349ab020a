package io.wick.benchmarks.queries;

import io.wick.benchmarks.queries.FlightQueries.AirportDelays;

import java.io.Serializable;
import java.util.Arrays;

/** Delays of one airport: numbers in a growing array, sorted at the end. For use by one thread. */
final class DelayList implements Serializable {
    private static final long serialVersionUID = 1;

    private int[] delays = new int[256];
    private int size;

    void add(int minutes) {
        reserve(size + 1);
        delays[size++] = minutes;
    }

    DelayList addAll(DelayList other) {
        reserve(size + other.size);
        System.arraycopy(other.delays, 0, delays, size, other.size);
        size += other.size;
        return this;
    }

    private void reserve(int wanted) {
        if (wanted > delays.length) {
            delays = Arrays.copyOf(delays, Math.max(wanted, 2 * delays.length));
        }
    }

    AirportDelays summary(String airport) {
        int[] sorted = Arrays.copyOf(delays, size);
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).asLongStream().sum() / (double) size;
        return new AirportDelays(
                airport, size, mean, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static int rank(int[] sorted, int percent) {
        return sorted[Math.toIntExact(Math.ceilDiv((long) sorted.length * percent, 100)) - 1];
    }
}
