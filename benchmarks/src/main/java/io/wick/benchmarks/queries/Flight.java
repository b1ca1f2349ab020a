package io.wick.benchmarks.queries;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A row of the file.
 *
 * @param date microseconds since 1970, as the file has it: no object, and quick to compare
 * @param delay of the arrival in minutes, negative when early
 * @param distance in miles
 * @param origin IATA code
 * @param destination IATA code
 */
record Flight(long date, int delay, int distance, String origin, String destination)
        implements Serializable {
    /** The order of {@link Query#SORTED}. */
    static final Comparator<Flight> LATEST_FIRST =
            Comparator.comparingInt(Flight::delay)
                    .reversed()
                    .thenComparingLong(Flight::date)
                    .thenComparing(Flight::origin)
                    .thenComparing(Flight::destination)
                    .thenComparingInt(Flight::distance);

    /** A hash of all columns, the same in all JVMs. */
    long digest() {
        long hash = date;
        hash = 31 * hash + delay;
        hash = 31 * hash + distance;
        hash = 31 * hash + origin.hashCode();
        hash = 31 * hash + destination.hashCode();
        hash *= 0x9E3779B97F4A7C15L;
        return hash ^ (hash >>> 32);
    }
}
