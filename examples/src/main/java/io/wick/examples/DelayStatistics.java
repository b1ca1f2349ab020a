package io.wick.examples;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Statistics of some of the flights. {@link #merge} is associative and commutative, so the result
 * for all flights does not depend on how they were cut or in which order the parts came together.
 *
 * @param airports delays by origin
 * @param routes flights and delays by route
 */
record DelayStatistics(Map<String, DelayHistogram> airports, Map<Route, Totals> routes) {

    /** From where to where; airlines at times report several distances for one pair of airports. */
    record Route(String origin, String destination, int distance) {}

    /** What is counted of a route; the delay in minutes. */
    record Totals(long flights, long delay) {
        Totals merge(Totals other) {
            return new Totals(flights + other.flights, delay + other.delay);
        }
    }

    /** The statistics of a partition; runs as a task where the partition lives. */
    static DelayStatistics of(Partition partition) {
        return new DelayStatistics(airports(partition), routes(partition));
    }

    /** The statistics of both together; neither changes. */
    DelayStatistics merge(DelayStatistics other) {
        var mergedAirports = new HashMap<>(airports);
        other.airports.forEach((k, v) -> mergedAirports.merge(k, v, DelayHistogram::merge));
        var mergedRoutes = new HashMap<>(routes);
        other.routes.forEach((k, v) -> mergedRoutes.merge(k, v, Totals::merge));
        return new DelayStatistics(mergedAirports, mergedRoutes);
    }

    private static Map<String, DelayHistogram> airports(Partition partition) {
        int low = 0;
        int high = 0;
        for (short delay : partition.delay()) {
            low = Math.min(low, delay);
            high = Math.max(high, delay);
        }
        int[][] counts = new int[partition.airports().length][];
        for (int i = 0; i < partition.rows(); i++) {
            int origin = partition.origin()[i];
            if (counts[origin] == null) {
                counts[origin] = new int[high - low + 1];
            }
            counts[origin][partition.delay()[i] - low]++;
        }
        var histograms = new HashMap<String, DelayHistogram>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] != null) {
                String airport = partition.airports()[code];
                histograms.put(airport, DelayHistogram.trimmed(low, counts[code]));
            }
        }
        return histograms;
    }

    private static Map<Route, Totals> routes(Partition partition) {
        String[] airports = partition.airports();
        @Nullable Tally[] tallies = new @Nullable Tally[airports.length * airports.length];
        for (int i = 0; i < partition.rows(); i++) {
            int pair = partition.origin()[i] * airports.length + partition.destination()[i];
            Tally tally = Tally.of(tallies[pair], partition.distance()[i]);
            if (tally == null) {
                tally = new Tally(partition.distance()[i], tallies[pair]);
                tallies[pair] = tally;
            }
            tally.flights++;
            tally.delay += partition.delay()[i];
        }
        var routes = new HashMap<Route, Totals>();
        for (int pair = 0; pair < tallies.length; pair++) {
            String origin = airports[pair / airports.length];
            String destination = airports[pair % airports.length];
            for (Tally tally = tallies[pair]; tally != null; tally = tally.next) {
                routes.put(
                        new Route(origin, destination, tally.distance),
                        new Totals(tally.flights, tally.delay));
            }
        }
        return routes;
    }

    /** Counts one route; the tallies of a pair of airports are a short list, one per distance. */
    private static final class Tally {
        private final int distance;
        private final @Nullable Tally next;
        private long flights;
        private long delay;

        Tally(int distance, @Nullable Tally next) {
            this.distance = distance;
            this.next = next;
        }

        static @Nullable Tally of(@Nullable Tally first, int distance) {
            Tally tally = first;
            while (tally != null && tally.distance != distance) {
                tally = tally.next;
            }
            return tally;
        }
    }
}
