package io.wick.examples;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;

import io.wick.examples.DelaySummary.AirportDelays;
import io.wick.examples.DelaySummary.DistanceCheck;
import io.wick.examples.DelaySummary.DistanceError;
import io.wick.examples.DelaySummary.RouteDelays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The same job the obvious way, on one thread and without Wick: row by row into maps, quantiles by
 * sorting. It shares no arithmetic with {@link DelayJob}, so that each checks the other.
 */
final class PlainFlightDelays {
    private final Airports airports;
    private final Map<String, IntStream.Builder> delays = new TreeMap<>();
    private final Map<String, Map<String, Flown>> routes = new TreeMap<>();

    private PlainFlightDelays(Airports airports) {
        this.airports = airports;
    }

    /** Reads the first {@code rows} rows and summarises them. */
    static DelaySummary run(Path file, Airports airports, long rows, int minFlights)
            throws IOException {
        var plain = new PlainFlightDelays(airports);
        var columns = ColumnProjection.columns("delay", "distance", "origin", "destination");
        try (var context = HardwoodContext.create(1);
                var parquet = ParquetFileReader.open(InputFile.of(file), context);
                var reader = parquet.buildRowReader().projection(columns).head(rows).build()) {
            while (reader.hasNext()) {
                reader.next();
                plain.add(reader);
            }
        }
        return plain.summary(minFlights);
    }

    private void add(RowReader row) {
        String origin = row.getString("origin");
        String destination = row.getString("destination");
        int delay = Math.toIntExact(row.getLong("delay"));
        int distance = Math.toIntExact(row.getLong("distance"));
        delays.computeIfAbsent(origin, _ -> IntStream.builder()).accept(delay);
        routes.computeIfAbsent(origin, _ -> new TreeMap<>())
                .computeIfAbsent(destination, _ -> new Flown(airports.miles(origin, destination)))
                .add(delay, distance);
    }

    private DelaySummary summary(int minFlights) {
        var airportDelays = new ArrayList<AirportDelays>();
        delays.forEach((airport, values) -> airportDelays.add(delaysFrom(airport, values)));
        var routeDelays = new ArrayList<RouteDelays>();
        var errors = new ArrayList<DistanceError>();
        long known = 0;
        long within = 0;
        for (var from : routes.entrySet()) {
            for (var to : from.getValue().entrySet()) {
                Flown flown = to.getValue();
                if (flown.flights >= minFlights) {
                    routeDelays.add(flown.delays(from.getKey(), to.getKey()));
                }
                if (!Double.isNaN(flown.greatCircle)) {
                    errors.addAll(flown.errors(from.getKey(), to.getKey()));
                    known += flown.flights;
                    within += flown.within;
                }
            }
        }
        return new DelaySummary(
                airportDelays, routeDelays, new DistanceCheck(known, within, errors));
    }

    private static AirportDelays delaysFrom(String airport, IntStream.Builder values) {
        int[] sorted = values.build().sorted().toArray();
        return new AirportDelays(
                airport,
                sorted.length,
                Arrays.stream(sorted).asLongStream().sum(),
                Arrays.stream(sorted).average().orElseThrow(),
                nearestRank(sorted, 0.50),
                nearestRank(sorted, 0.95),
                nearestRank(sorted, 0.99));
    }

    /** The value at rank ceil(share x n) of n, from 1; 1e-9 forgives what the product rounds up. */
    static int nearestRank(int[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length - 1e-9) - 1];
    }

    /** What is known of the flights between two airports. */
    private static final class Flown {
        private final double greatCircle;
        private final Map<Integer, Long> distances = new TreeMap<>();
        private long flights;
        private long within;
        private double delay;

        Flown(double greatCircle) {
            this.greatCircle = greatCircle;
        }

        void add(int minutes, int distance) {
            flights++;
            delay += minutes;
            if (DistanceCheck.agrees(distance, greatCircle)) {
                within++;
            }
            distances.merge(distance, 1L, Long::sum);
        }

        RouteDelays delays(String origin, String destination) {
            return new RouteDelays(
                    origin, destination, flights, Math.round(delay), delay / flights);
        }

        List<DistanceError> errors(String origin, String destination) {
            return distances.entrySet().stream()
                    .map(
                            e ->
                                    new DistanceError(
                                            origin,
                                            destination,
                                            e.getKey(),
                                            greatCircle,
                                            e.getValue()))
                    .toList();
        }
    }
}
