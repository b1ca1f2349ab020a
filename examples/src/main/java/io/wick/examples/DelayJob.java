package io.wick.examples;

import io.wick.Wick;
import io.wick.error.GetTimeoutException;
import io.wick.examples.DelaySummary.AirportDelays;
import io.wick.examples.DelaySummary.DistanceCheck;
import io.wick.examples.DelaySummary.RouteDelays;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.PipelineReport;
import io.wick.pipeline.PipelineRun;
import io.wick.pipeline.Sinks;
import io.wick.pipeline.Sources;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job as three pipelines, the same on one node or many: delays by airport, delays by route, and
 * the distances that were reported of each route. Each reads the columns that it needs. For use by
 * one thread.
 */
final class DelayJob {
    /** How often the display of progress changes. */
    private static final Duration TICK = Duration.ofMillis(50);

    private final Wick wick;
    private final Progress.Factory progress;
    private final Map<String, PipelineReport> reports = new LinkedHashMap<>();

    DelayJob(Wick wick, Progress.Factory progress) {
        this.wick = wick;
        this.progress = progress;
    }

    /** A row of the file, as far as the job wants it. */
    record Flight(int delay, int distance, String origin, String destination) {}

    /** From where to where. */
    record Route(String origin, String destination) {}

    /** The same with a distance; airlines at times report several for one pair of airports. */
    record Leg(String origin, String destination, int miles) {}

    /** How often a distance was reported of a route. */
    record Reported(String origin, String destination, int miles, long flights) {}

    /** What is asked of the flights from an airport. */
    private record Delays(
            String airport,
            long flights,
            long total,
            double mean,
            double p50,
            double p95,
            double p99) {
        AirportDelays inMinutes() {
            return new AirportDelays(
                    airport, flights, total, mean, (int) p50, (int) p95, (int) p99);
        }
    }

    /** The outcome of a run, and what each pipeline did. */
    record Outcome(DelaySummary summary, Map<String, PipelineReport> reports) {}

    /** Computes the summary of the first {@code rows} rows. */
    Outcome run(Path file, long rows, Airports airports, int minFlights) {
        Pipeline<Flight> all = Pipeline.from(Sources.parquet(file.toString(), Flight.class));
        Pipeline<Flight> flights = rows == Long.MAX_VALUE ? all : all.limit(rows);
        var summary =
                new DelaySummary(
                        airports(flights).stream().map(Delays::inMinutes).toList(),
                        routes(flights, minFlights),
                        DistanceCheck.of(distances(flights), airports));
        return new Outcome(summary, reports);
    }

    private List<Delays> airports(Pipeline<Flight> flights) {
        return collect(
                "Airports",
                flights.groupBy(Flight::origin)
                        .aggregate(
                                Delays.class,
                                Aggregates.count(),
                                Aggregates.sum(Flight::delay),
                                Aggregates.mean(Flight::delay),
                                Aggregates.quantile(Flight::delay, 0.50),
                                Aggregates.quantile(Flight::delay, 0.95),
                                Aggregates.quantile(Flight::delay, 0.99)));
    }

    private List<RouteDelays> routes(Pipeline<Flight> flights, int minFlights) {
        return collect(
                "Routes",
                flights.groupBy(Route.class, Flight::origin, Flight::destination)
                        .aggregate(
                                RouteDelays.class,
                                Aggregates.count(),
                                Aggregates.sum(Flight::delay),
                                Aggregates.mean(Flight::delay))
                        .filter(route -> route.flights() >= minFlights));
    }

    private List<Reported> distances(Pipeline<Flight> flights) {
        return collect(
                "Distances",
                flights.groupBy(Leg.class, Flight::origin, Flight::destination, Flight::distance)
                        .aggregate(Reported.class, Aggregates.count()));
    }

    /** Runs a pipeline and shows how it goes. */
    private <T> List<T> collect(String phase, Pipeline<T> pipeline) {
        PipelineRun<List<T>> run = pipeline.into(Sinks.<T>list()).start(wick);
        try (Progress bar = progress.start(phase, run.progress().vertices())) {
            for (int done = 0; !run.isDone(); ) {
                await(run);
                int now = run.progress().verticesDone();
                bar.step(now - done);
                done = now;
            }
        }
        List<T> rows = run.get();
        reports.put(phase, run.report());
        return rows;
    }

    private static void await(PipelineRun<?> run) {
        try {
            run.get(TICK);
        } catch (GetTimeoutException _) {
            // goes on
        }
    }
}
