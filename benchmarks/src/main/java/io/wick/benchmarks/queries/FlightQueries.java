package io.wick.benchmarks.queries;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The queries, answered by one engine. Each call reads the files again. Rows come in the order that
 * their record's comment says, which is total. For use by one thread.
 */
interface FlightQueries extends AutoCloseable {
    /** How many routes the top has. */
    int TOP = 20;

    /** How many rows of the sorted flights are shown. */
    int FIRST = 1000;

    /**
     * Delays of the flights from an airport, by airport. A quantile is the value at rank ceil(share
     * x flights), from 1.
     *
     * @param mean in minutes
     */
    record AirportDelays(String airport, long flights, double mean, int p50, int p95, int p99)
            implements Serializable {
        static final Comparator<AirportDelays> ORDER = Comparator.comparing(AirportDelays::airport);
    }

    /** Delays of the flights from the airports of a state, by state. */
    record StateDelays(String state, long flights, double mean) implements Serializable {
        static final Comparator<StateDelays> ORDER = Comparator.comparing(StateDelays::state);
    }

    /** Flights between two airports, those of the most flights first, then by airports. */
    record RouteFlights(String origin, String destination, long flights) implements Serializable {
        static final Comparator<RouteFlights> ORDER =
                Comparator.comparingLong(RouteFlights::flights)
                        .reversed()
                        .thenComparing(RouteFlights::origin)
                        .thenComparing(RouteFlights::destination);
    }

    /**
     * All flights, those of the most delay first, then by date, origin, destination and distance.
     *
     * @param first {@value #FIRST} of them
     * @param flights how many there are
     * @param checksum of all, as {@link OrderDigest} makes it
     */
    record SortedFlights(List<Flight> first, long flights, long checksum) implements Serializable {
        List<?> lines() {
            var lines = new ArrayList<Object>(first);
            lines.add(List.of(flights, checksum));
            return lines;
        }
    }

    List<AirportDelays> delaysByOrigin() throws Exception;

    List<StateDelays> delaysByState() throws Exception;

    List<RouteFlights> busiestRoutes() throws Exception;

    long distinctRoutes() throws Exception;

    SortedFlights sorted() throws Exception;

    /** Ends the engine. */
    @Override
    void close();
}
