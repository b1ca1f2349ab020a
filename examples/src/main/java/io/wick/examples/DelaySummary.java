package io.wick.examples;

import java.util.Comparator;
import java.util.List;

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

        /** The check of what was reported of each route. */
        static DistanceCheck of(List<DelayJob.Reported> distances, Airports airports) {
            List<DistanceError> known =
                    distances.stream()
                            .map(
                                    reported ->
                                            new DistanceError(
                                                    reported.origin(),
                                                    reported.destination(),
                                                    reported.miles(),
                                                    airports.miles(
                                                            reported.origin(),
                                                            reported.destination()),
                                                    reported.flights()))
                            .filter(error -> !Double.isNaN(error.greatCircle()))
                            .toList();
            return new DistanceCheck(
                    known.stream().mapToLong(DistanceError::flights).sum(),
                    known.stream()
                            .filter(error -> agrees(error.reported(), error.greatCircle()))
                            .mapToLong(DistanceError::flights)
                            .sum(),
                    known);
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
}
