package io.wick.benchmarks.queries;

import io.wick.Wick;
import io.wick.benchmarks.Nodes;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Order;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Pipelines on a node of two CPUs in this JVM. */
final class WickQueries implements FlightQueries {
    private final Wick wick;
    private final String flights;
    private final String airports;

    WickQueries(Path flights, Path airports) {
        this.flights = flights.toString();
        this.airports = airports.toString();
        wick = Wick.start(config -> config.cpus(Nodes.CPUS));
    }

    /** A row of the file of flights. */
    record Flown(Instant date, int delay, int distance, String origin, String destination) {}

    /** A row of the file of airports. */
    record Airport(String iata, String state) {}

    /** A key of two columns. */
    record Route(String origin, String destination) {}

    /** How often a route was flown. */
    record Frequency(Route route, long flights) {}

    /** What is wanted of a flight and the airport that it left. */
    record Departure(String state, int delay) {}

    /** Quantiles are doubles to Wick. */
    record Delays(String airport, long flights, double mean, double p50, double p95, double p99) {
        AirportDelays inMinutes() {
            return new AirportDelays(airport, flights, mean, (int) p50, (int) p95, (int) p99);
        }
    }

    private Pipeline<Flown> flights() {
        return Pipeline.from(Sources.parquet(flights, Flown.class));
    }

    @Override
    public List<AirportDelays> delaysByOrigin() {
        return flights()
                .groupBy(Flown::origin)
                .aggregate(
                        Delays.class,
                        Aggregates.count(),
                        Aggregates.mean(Flown::delay),
                        Aggregates.quantile(Flown::delay, 0.50),
                        Aggregates.quantile(Flown::delay, 0.95),
                        Aggregates.quantile(Flown::delay, 0.99))
                .sortBy(Delays::airport)
                .collect(wick)
                .stream()
                .map(Delays::inMinutes)
                .toList();
    }

    @Override
    public List<StateDelays> delaysByState() {
        Pipeline<Airport> states = Pipeline.from(Sources.csv(airports, Airport.class));
        return flights()
                .join(Departure.class, states, Flown::origin, Airport::iata)
                .groupBy(Departure::state)
                .aggregate(StateDelays.class, Aggregates.count(), Aggregates.mean(Departure::delay))
                .sortBy(StateDelays::state)
                .collect(wick);
    }

    @Override
    public List<RouteFlights> busiestRoutes() {
        return flights()
                .groupBy(Route.class, Flown::origin, Flown::destination)
                .aggregate(RouteFlights.class, Aggregates.count())
                .first(
                        TOP,
                        Order.by(RouteFlights::flights)
                                .descending()
                                .then(RouteFlights::origin)
                                .then(RouteFlights::destination))
                .collect(wick);
    }

    @Override
    public long distinctRoutes() {
        return flights()
                .select(Route.class, Flown::origin, Flown::destination)
                .distinct()
                .count(wick);
    }

    @Override
    public SortedFlights sorted() {
        return flights()
                .sort(
                        Order.by(Flown::delay)
                                .descending()
                                .then(Flown::date)
                                .then(Flown::origin)
                                .then(Flown::destination)
                                .then(Flown::distance))
                .into(new DigestSink())
                .run(wick);
    }

    @Override
    public void close() {
        wick.close();
    }
}
