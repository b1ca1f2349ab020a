package io.wick.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What the job finds out, in a canonical order: the busiest airports, the most delayed routes and
 * the most wrong distances first.
 *
 * @param airports statistics of the flights from an airport
 * @param routes routes with flights enough to judge them
 * @param distances how the reported distances compare with the airports' coordinates
 */
record DelaySummary(
        List<AirportDelays> airports, List<RouteDelays> routes, DistanceCheck distances) {

    /** Arrival delays of the flights from an airport, in minutes; quantiles by nearest rank. */
    record AirportDelays(
            String airport,
            long flights,
            long totalDelay,
            double mean,
            int p50,
            int p95,
            int p99) {}

    /** Arrival delays of the flights of a route, in minutes. */
    record RouteDelays(
            String origin, String destination, long flights, long totalDelay, double mean) {}

    /**
     * Reported distances against great circles.
     *
     * @param flights how many had both airports in the list
     * @param within how many of them were reported within {@link #TOLERANCE}
     * @param worst the routes and distances with the largest errors, at most {@link #KEPT}
     */
    record DistanceCheck(long flights, long within, List<DistanceError> worst) {
        /** The difference that is allowed, as a share of the great circle. */
        static final double TOLERANCE = 0.02;

        /** How many errors are kept. */
        static final int KEPT = 100;

        DistanceCheck {
            worst =
                    worst.stream()
                            .sorted(
                                    Comparator.comparingDouble(DistanceError::error)
                                            .reversed()
                                            .thenComparing(DistanceError::origin)
                                            .thenComparing(DistanceError::destination)
                                            .thenComparing(DistanceError::reported))
                            .limit(KEPT)
                            .toList();
        }

        static boolean agrees(int reported, double greatCircle) {
            return Math.abs(reported - greatCircle) <= TOLERANCE * greatCircle;
        }
    }

    /** A distance reported for a route, the great circle between its airports, both in miles. */
    record DistanceError(
            String origin, String destination, int reported, double greatCircle, long flights) {
        /** The difference as a share of the great circle. */
        double error() {
            return Math.abs(reported - greatCircle) / greatCircle;
        }
    }

    DelaySummary {
        airports =
                airports.stream()
                        .sorted(
                                Comparator.comparingLong(AirportDelays::flights)
                                        .reversed()
                                        .thenComparing(AirportDelays::airport))
                        .toList();
        routes =
                routes.stream()
                        .sorted(
                                Comparator.comparingDouble(RouteDelays::mean)
                                        .reversed()
                                        .thenComparing(RouteDelays::origin)
                                        .thenComparing(RouteDelays::destination))
                        .toList();
    }

    /** How many flights there were. */
    long flights() {
        return airports.stream().mapToLong(AirportDelays::flights).sum();
    }

    /**
     * The summary of statistics.
     *
     * @param minFlights routes with fewer are left out
     */
    static DelaySummary of(DelayStatistics statistics, Airports airports, int minFlights) {
        var delays = new ArrayList<AirportDelays>();
        statistics.airports().forEach((airport, histogram) -> delays.add(of(airport, histogram)));
        return new DelaySummary(
                delays, routes(statistics, minFlights), check(statistics, airports));
    }

    private static AirportDelays of(String airport, DelayHistogram delays) {
        long flights = delays.flights();
        long total = delays.totalDelay();
        return new AirportDelays(
                airport,
                flights,
                total,
                (double) total / flights,
                delays.percentile(50),
                delays.percentile(95),
                delays.percentile(99));
    }

    private static List<RouteDelays> routes(DelayStatistics statistics, int minFlights) {
        record Pair(String origin, String destination) {}
        var pairs =
                new TreeMap<Pair, DelayStatistics.Totals>(
                        Comparator.comparing(Pair::origin).thenComparing(Pair::destination));
        statistics
                .routes()
                .forEach(
                        (route, totals) ->
                                pairs.merge(
                                        new Pair(route.origin(), route.destination()),
                                        totals,
                                        DelayStatistics.Totals::merge));
        var delays = new ArrayList<RouteDelays>();
        pairs.forEach(
                (pair, totals) -> {
                    if (totals.flights() >= minFlights) {
                        delays.add(
                                new RouteDelays(
                                        pair.origin,
                                        pair.destination,
                                        totals.flights(),
                                        totals.delay(),
                                        (double) totals.delay() / totals.flights()));
                    }
                });
        return delays;
    }

    private static DistanceCheck check(DelayStatistics statistics, Airports airports) {
        long known = 0;
        long within = 0;
        var errors = new ArrayList<DistanceError>();
        for (var entry : statistics.routes().entrySet()) {
            DelayStatistics.Route route = entry.getKey();
            long flights = entry.getValue().flights();
            double miles = airports.miles(route.origin(), route.destination());
            if (!Double.isNaN(miles)) {
                known += flights;
                within += DistanceCheck.agrees(route.distance(), miles) ? flights : 0;
                errors.add(
                        new DistanceError(
                                route.origin(),
                                route.destination(),
                                route.distance(),
                                miles,
                                flights));
            }
        }
        return new DistanceCheck(known, within, errors);
    }
}
