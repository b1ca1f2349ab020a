package io.wick.examples;

import io.wick.examples.Airports.Airport;
import io.wick.examples.DelaySummary.AirportDelays;
import io.wick.examples.DelaySummary.DistanceCheck;
import io.wick.examples.DelaySummary.DistanceError;
import io.wick.examples.DelaySummary.RouteDelays;
import io.wick.pipeline.PipelineReport;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints results for a terminal of 100 columns; plain ASCII, so it reads the same in a file. */
final class Report {
    private final PrintStream out;
    private final Airports airports;

    Report(PrintStream out, Airports airports) {
        this.out = out;
        this.airports = airports;
    }

    /** The tables. */
    void print(DelaySummary summary, int top, int minFlights) {
        airports(summary, top);
        routes(summary, top, minFlights);
        distances(summary.distances(), Math.min(top, 5));
    }

    private void airports(DelaySummary summary, int top) {
        heading(
                "Arrival delay in minutes of %,d flights, by origin: busiest %d of %d airports",
                summary.flights(),
                Math.min(top, summary.airports().size()),
                summary.airports().size());
        line(
                "%-5s %-48s %10s %9s %7s %7s %7s",
                "from", "airport", "flights", "mean", "p50", "p95", "p99");
        for (AirportDelays a : summary.airports().stream().limit(top).toList()) {
            line(
                    "%-5s %-48s %,10d %9.2f %7d %7d %7d",
                    a.airport(),
                    cut(name(a.airport()), 48),
                    a.flights(),
                    a.mean(),
                    a.p50(),
                    a.p95(),
                    a.p99());
        }
    }

    private void routes(DelaySummary summary, int top, int minFlights) {
        heading(
                "Worst routes by mean delay: %d of %,d with at least %,d flights",
                Math.min(top, summary.routes().size()), summary.routes().size(), minFlights);
        line("%-11s %-66s %10s %9s", "route", "from, to", "flights", "mean");
        for (RouteDelays r : summary.routes().stream().limit(top).toList()) {
            line(
                    "%-11s %-66s %,10d %9.2f",
                    r.origin() + " > " + r.destination(),
                    cut(city(r.origin()) + ", " + city(r.destination()), 66),
                    r.flights(),
                    r.mean());
        }
    }

    private void distances(DistanceCheck check, int top) {
        heading(
                "Distance against the great circle: %.2f %% of %,d flights within %.0f %%",
                100.0 * check.within() / Math.max(1, check.flights()),
                check.flights(),
                100 * DistanceCheck.TOLERANCE);
        line(
                "%-11s %-40s %10s %12s %12s %8s",
                "worst", "from, to", "flights", "miles said", "great circle", "error");
        for (DistanceError e : check.worst().stream().limit(top).toList()) {
            line(
                    "%-11s %-40s %,10d %,12d %,12.1f %6.1f %%",
                    e.origin() + " > " + e.destination(),
                    cut(city(e.origin()) + ", " + city(e.destination()), 40),
                    e.flights(),
                    e.reported(),
                    e.greatCircle(),
                    100 * e.error());
        }
    }

    /** What a run cost, and what became of the rows. */
    void print(RunSummary run) {
        heading("Run");
        line("%-9s %s = %s", "time", time(run.time()), phases(run));
        line(
                "%-9s %,.0f flights/s, %,d flights",
                "speed", run.flights() / seconds(run.time()), run.flights());
        line("%-9s %,d vertices of task graphs", "tasks", run.vertices());
        line("%-9s %s between nodes", "moved", bytes(run.bytesMoved()));
        for (PipelineReport pipeline : run.pipelines().values()) {
            out.println();
            pipeline.toString().lines().forEach(row -> line("%s", row));
        }
    }

    /** What a run on one thread cost. */
    void print(long rows, Duration time) {
        heading("Run, plain Java on one thread");
        line("%-9s %s", "time", time(time));
        line("%-9s %,.0f rows/s, %,d rows", "speed", rows / seconds(time), rows);
    }

    private static String phases(RunSummary run) {
        return run.pipelines().entrySet().stream()
                .map(
                        pipeline ->
                                pipeline.getKey().toLowerCase(Locale.ROOT)
                                        + " "
                                        + time(pipeline.getValue().elapsed()))
                .collect(Collectors.joining(" + "));
    }

    private void heading(String format, Object... values) {
        out.println();
        String text = String.format(Locale.ROOT, format, values);
        out.println(text);
        out.println("-".repeat(100));
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    private String name(String code) {
        Airport airport = airports.find(code);
        return airport == null ? "?" : airport.name() + ", " + place(airport);
    }

    private String city(String code) {
        Airport airport = airports.find(code);
        return airport == null ? "?" : place(airport);
    }

    private static String place(Airport airport) {
        return airport.city() + " " + airport.state();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 2) + "..";
    }

    private static String time(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", seconds(time));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
