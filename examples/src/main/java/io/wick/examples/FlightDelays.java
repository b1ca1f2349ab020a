package io.wick.examples;

import io.wick.NodeInfo;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The main job: who is late, on three million flights, on a cluster of Wick nodes. */
@Command(
        name = "FlightDelays",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Delay statistics by airport and route of 3 million US flights, computed by pipelines"
                    + " on a cluster.",
            ""
        })
public final class FlightDelays implements Callable<Integer> {
    /** Kept, because java.util.logging forgets the level of a logger nobody holds. */
    private static final Logger PARQUET_LOG = Logger.getLogger("dev.hardwood");

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Run on N nodes. Starts N-1 more JVMs, or with addresses waits for them. 1 by"
                            + " default.")
    private int nodes;

    @Option(
            names = "--addresses",
            paramLabel = "HOST:PORT[..PORT]",
            split = ",",
            description = "Where the nodes find each other.")
    private List<String> addresses = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "A WickConfig in JSON.")
    private @Nullable Path config;

    @Option(
            names = "--serve",
            description = "Be a node for other runs until standard input ends or Ctrl-C.")
    private boolean serve;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            description = "Take the first N rows only.")
    private long rows;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of the tables.")
    private int top;

    @Option(
            names = "--min-flights",
            paramLabel = "N",
            defaultValue = "500",
            description = "Leave out routes with fewer; 500 by default.")
    private int minFlights;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where flights-3m.parquet and airports.csv are; data by default.")
    private Path data = Path.of("data");

    @Option(names = "--plain", description = "Compute it in plain Java on one thread instead.")
    private boolean plain;

    @Option(
            names = "--verify",
            description = "Compute it in plain Java as well, and fail when the results differ.")
    private boolean verify;

    @SuppressWarnings("UnusedVariable") // picocli's
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    private FlightDelays() {}

    /** Runs the program and exits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the program and gives its exit status: 0, 1 when it failed, 2 for wrong arguments. */
    static int run(String... arguments) {
        return new CommandLine(new FlightDelays())
                .setExecutionExceptionHandler(FlightDelays::explain)
                .execute(arguments);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof WickException || e instanceof IOException) {
            command.getErr().println(e);
            return 1;
        }
        throw e;
    }

    @Override
    public Integer call() throws Exception {
        PARQUET_LOG.setLevel(Level.WARNING);
        if (serve) {
            return serve();
        }
        Airports airports = Airports.read(file("airports.csv"));
        return plain ? plain(airports) : cluster(airports);
    }

    private int serve() throws IOException {
        try (Wick wick = Wick.start(settings(addresses))) {
            NodeInfo self = wick.nodes().getFirst();
            System.out.println("Node " + self.id() + " serves until Ctrl-C or the end of input.");
            while (System.in.read() >= 0) {
                continue;
            }
        }
        return 0;
    }

    private int plain(Airports airports) throws IOException {
        long begun = System.nanoTime();
        DelaySummary summary =
                PlainFlightDelays.run(file("flights-3m.parquet"), airports, rows, minFlights);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        var report = new Report(System.out, airports);
        report.print(summary, top, minFlights);
        report.print(summary.flights(), time);
        return 0;
    }

    private int cluster(Airports airports) throws Exception {
        Path flights = file("flights-3m.parquet");
        List<String> meeting = addresses;
        int children = 0;
        if (nodes > 1 && settings(addresses).addresses().isEmpty()) {
            int port = Servers.freePorts(nodes);
            meeting = List.of("127.0.0.1:" + port + ".." + (port + nodes - 1));
            children = nodes - 1;
        }
        long begun = System.nanoTime();
        try (Wick wick = Wick.start(settings(meeting));
                Servers servers = Servers.start(children, serverArguments(meeting))) {
            servers.await(wick, nodes);
            System.out.printf(
                    Locale.ROOT,
                    "Cluster of %d node(s), %.0f CPUs, up in %.1f s%n",
                    wick.nodes().size(),
                    cpus(wick),
                    (System.nanoTime() - begun) / 1e9);
            var job = new DelayJob(wick, Progress.on(System.out));
            DelayJob.Outcome outcome = job.run(flights, rows, airports, minFlights);
            DelaySummary summary = outcome.summary();
            var report = new Report(System.out, airports);
            report.print(summary, top, minFlights);
            report.print(new RunSummary(summary.flights(), outcome.reports()));
            return verify ? compare(summary, flights, airports) : 0;
        }
    }

    private int compare(DelaySummary summary, Path flights, Airports airports) throws IOException {
        boolean same = summary.equals(PlainFlightDelays.run(flights, airports, rows, minFlights));
        System.out.println("verified  " + (same ? "equal to" : "DIFFERENT FROM") + " plain Java");
        return same ? 0 : 1;
    }

    private static double cpus(Wick wick) {
        return wick.nodes().stream()
                .mapToDouble(node -> node.capacity().thousandths(Resources.CPU) / 1000.0)
                .sum();
    }

    private List<String> serverArguments(List<String> meeting) {
        var arguments = new ArrayList<>(List.of("--serve"));
        arguments.add("--addresses=" + String.join(",", meeting));
        if (config != null) {
            arguments.add("--config=" + config.toAbsolutePath());
        }
        return arguments;
    }

    /** The configuration, meeting at these addresses if there are any. */
    private WickConfig settings(List<String> meeting) {
        WickConfig base =
                config == null ? WickConfig.fromEnvironment() : WickConfig.fromJson(config);
        return meeting.isEmpty() ? base : Meeting.at(meeting, base);
    }

    private Path file(String name) {
        Path file = data.resolve(name);
        if (!Files.isReadable(file)) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "No " + name + " in " + data.toAbsolutePath() + "; say where with --data");
        }
        return file;
    }
}
