package io.wick.benchmarks.nemesis;

import io.wick.benchmarks.Machine;
import io.wick.testkit.ProcessCluster;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Kills, freezes and cuts off servers under work of all kinds for minutes, and checks it all. */
@Command(
        name = "MixedNemesis",
        mixinStandardHelpOptions = true,
        description = {
            "Tasks, graphs, pipelines, objects and actors while servers are killed, stopped and cut"
                    + " off.",
            "Ends with 0 when nothing was lost, doubled, inexact or left over, else 1."
        })
public final class MixedNemesis implements Callable<Integer> {
    @Option(names = "--seconds", description = "at least (default: ${DEFAULT-VALUE})")
    private double seconds = 600;

    @Option(names = "--kills", description = "at least (default: ${DEFAULT-VALUE})")
    private int kills = 20;

    @Option(names = "--pauses", description = "at least (default: ${DEFAULT-VALUE})")
    private int pauses = 20;

    @Option(names = "--quick", description = "one kill, whatever the other options say")
    private boolean quick;

    @Option(names = "--seed", description = "of faults and work (default: a new one)")
    private @Nullable Long seed;

    @Option(names = "--servers", description = "JVMs, 3 or more (default: ${DEFAULT-VALUE})")
    private int servers = 3;

    @Option(
            names = "--as-server",
            description = "this JVM joins as a server that hosts nothing, rather than as a client")
    private boolean asServer;

    @Option(names = "--pause", description = "mean seconds between faults (${DEFAULT-VALUE})")
    private double pauseSeconds = 2;

    @Option(names = "--rate", description = "calls/s of each caller of actors (${DEFAULT-VALUE})")
    private double rate = 10;

    @Option(names = "--jobs", description = "jobs/s of each kind (default: ${DEFAULT-VALUE})")
    private double jobs = 0.25;

    @Option(
            names = "--faults",
            split = ",",
            description = "of ${COMPLETION-CANDIDATES}; by default all that can be done here")
    private List<Fault> faults =
            Arrays.stream(Fault.values())
                    .filter(
                            fault ->
                                    fault.kind() != Fault.Kind.CUT
                                            || ProcessCluster.whyNoNetworks().isEmpty())
                    .toList();

    @Option(
            names = "--workloads",
            split = ",",
            description = "names, as an unknown one makes it list them; by default all")
    private List<String> workloads = Workloads.names();

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        var line = new CommandLine(new MixedNemesis()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() {
        if (servers < 3) {
            System.err.println("--servers must be 3 or more, got " + servers);
            return CommandLine.ExitCode.USAGE;
        }
        String machine = Machine.describe();
        Storm storm =
                new Storm(
                        seed == null ? System.nanoTime() : seed,
                        servers,
                        !asServer,
                        quick
                                ? Map.of(Fault.Kind.KILL, 1)
                                : Map.of(Fault.Kind.KILL, kills, Fault.Kind.PAUSE, pauses),
                        quick ? Duration.ZERO : millis(seconds),
                        millis(pauseSeconds),
                        rate,
                        jobs,
                        faults,
                        workloads);
        System.err.println("Seed " + storm.seed());
        Report report = storm.run();
        System.out.printf("%n### %s%n%n%s%n%n%s%n", LocalDate.now(), machine, report);
        return report.violations() == 0 ? CommandLine.ExitCode.OK : 1;
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }
}
