package io.wick.benchmarks.nemesis;

import io.wick.benchmarks.Machine;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;

/** Kills servers under actors for minutes, and checks every answer that callers got. */
@Command(
        name = "ActorNemesis",
        mixinStandardHelpOptions = true,
        description = {
            "Actors while servers are killed: replicated counters, registers and a bank.",
            "Ends with 0 when no acknowledged call was lost, doubled or out of order, else 1."
        })
public final class ActorNemesis implements Callable<Integer> {
    @Option(names = "--minutes", description = "at least (default: ${DEFAULT-VALUE})")
    private double minutes = 10;

    @Option(names = "--quick", description = "two faults, whatever --minutes says")
    private boolean quick;

    @Option(names = "--seed", description = "of faults and calls (default: a new one)")
    private @Nullable Long seed;

    @Option(names = "--servers", description = "JVMs, 3 or more (default: ${DEFAULT-VALUE})")
    private int servers = 3;

    @Option(names = "--pause", description = "mean seconds between faults (${DEFAULT-VALUE})")
    private double pauseSeconds = 3;

    @Option(names = "--rate", description = "calls/s of each caller (default: ${DEFAULT-VALUE})")
    private double rate = 100;

    @Option(names = "--faults", split = ",", description = "of ${COMPLETION-CANDIDATES}")
    private List<Fault> faults = List.of(Fault.KILL);

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        var line = new CommandLine(new ActorNemesis()).setCaseInsensitiveEnumValuesAllowed(true);
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
                        quick ? 2 : 1,
                        quick ? Duration.ZERO : millis(minutes * 60),
                        millis(pauseSeconds),
                        rate,
                        faults);
        System.err.println("Seed " + storm.seed());
        Report report = storm.run();
        System.out.printf("%n### %s%n%n%s%n%n%s%n", LocalDate.now(), machine, report);
        return report.violations() == 0 ? CommandLine.ExitCode.OK : 1;
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }
}
