package io.wick.benchmarks.queries;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingLong;

import io.wick.benchmarks.queries.FlightFile.Delay;
import io.wick.benchmarks.queries.FlightFile.Route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.IntStream;

/** Parallel streams of records: a row group of the file is the unit of work. */
final class JavaQueries implements FlightQueries {
    private static final int DIGEST_PARTS = 64;

    private final Path flights;
    private final Path airports;

    JavaQueries(Path flights, Path airports) {
        this.flights = flights;
        this.airports = airports;
    }

    @Override
    public List<AirportDelays> delaysByOrigin() throws IOException {
        Map<String, DelayList> byOrigin =
                FlightFile.parallelRows(flights, FlightFile.DELAYS)
                        .collect(
                                groupingBy(
                                        Delay::origin,
                                        Collector.of(
                                                DelayList::new,
                                                (list, delay) -> list.add(delay.minutes()),
                                                DelayList::addAll)));
        return byOrigin.entrySet().parallelStream()
                .map(entry -> entry.getValue().summary(entry.getKey()))
                .sorted(AirportDelays.ORDER)
                .toList();
    }

    @Override
    public List<StateDelays> delaysByState() throws IOException {
        Map<String, String> states = AirportFile.states(airports);
        Map<String, LongSummaryStatistics> byState =
                FlightFile.parallelRows(flights, FlightFile.DELAYS)
                        .filter(delay -> states.containsKey(delay.origin()))
                        .collect(
                                groupingBy(
                                        delay -> states.getOrDefault(delay.origin(), ""),
                                        summarizingLong(Delay::minutes)));
        return byState.entrySet().stream()
                .map(
                        entry ->
                                new StateDelays(
                                        entry.getKey(),
                                        entry.getValue().getCount(),
                                        entry.getValue().getAverage()))
                .sorted(StateDelays.ORDER)
                .toList();
    }

    @Override
    public List<RouteFlights> busiestRoutes() throws IOException {
        Map<Route, Long> routes =
                FlightFile.parallelRows(flights, FlightFile.ROUTES)
                        .collect(groupingBy(route -> route, counting()));
        return routes.entrySet().stream()
                .map(
                        entry ->
                                new RouteFlights(
                                        entry.getKey().origin(),
                                        entry.getKey().destination(),
                                        entry.getValue()))
                .sorted(RouteFlights.ORDER)
                .limit(TOP)
                .toList();
    }

    @Override
    public long distinctRoutes() throws IOException {
        return FlightFile.parallelRows(flights, FlightFile.ROUTES).distinct().count();
    }

    @Override
    public SortedFlights sorted() throws IOException {
        Flight[] sorted =
                FlightFile.parallelRows(flights, FlightFile.FLIGHTS).toArray(Flight[]::new);
        Arrays.parallelSort(sorted, Flight.LATEST_FIRST);
        OrderDigest digest =
                IntStream.range(0, DIGEST_PARTS)
                        .parallel()
                        .mapToObj(part -> digest(sorted, part))
                        .reduce(OrderDigest.NONE, OrderDigest::then);
        return new SortedFlights(
                List.of(Arrays.copyOf(sorted, Math.min(FIRST, sorted.length))),
                digest.flights(),
                digest.checksum());
    }

    @Override
    public void close() {
        // has nothing that stays
    }

    private static OrderDigest digest(Flight[] sorted, int part) {
        int from = Math.toIntExact((long) sorted.length * part / DIGEST_PARTS);
        int to = Math.toIntExact((long) sorted.length * (part + 1) / DIGEST_PARTS);
        OrderDigest digest = OrderDigest.NONE;
        for (int i = from; i < to; i++) {
            digest = digest.with(sorted[i]);
        }
        return digest;
    }
}
