package io.wick.benchmarks.taskbench;

import io.wick.benchmarks.Machine;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures METG(50 %) of each runtime on each pattern and prints it as one Markdown table. */
@Command(
        name = "TaskBench",
        mixinStandardHelpOptions = true,
        description = "Task Bench (SC20): METG of Wick and its rivals on eleven patterns")
public final class TaskBench implements Callable<Integer> {
    private static final Duration PEAK = Duration.ofMillis(20);

    @Option(names = "--jvms", defaultValue = "1", description = "1, or 2 server JVMs here")
    private int jvms = 1;

    @Option(names = "--quick", description = "a moment each: to see the table, no true figures")
    private boolean quick;

    @Option(names = "--width", description = "points of a step (default: the machine's cores)")
    private int width = Runtime.getRuntime().availableProcessors();

    @Option(names = "--steps", description = "most steps of a graph (default: 1000)")
    private int steps = 1000;

    @Option(names = "--radix", description = "of nearest, spread, random_nearest (default: 5)")
    private int radix = 5;

    @Option(names = "--output-bytes", description = "of each task (default: 16)")
    private int outputBytes = Workload.LEAST_OUTPUT_BYTES;

    @Option(names = "--efficiency", description = "wanted (default: 0.5)")
    private double threshold = 0.5;

    @Option(names = "--repeats", description = "of each run (default: 5)")
    private int repeats = 5;

    @Option(names = "--patterns", split = ",", description = "of ${COMPLETION-CANDIDATES}")
    private List<Pattern> patterns = List.of(Pattern.values());

    @Option(names = "--runtimes", split = ",", description = "some of the runtimes, by name")
    private List<Contender> contenders = List.of(Contender.values());

    @Option(names = "--curves", description = "a CSV file for the efficiency curves")
    private @Nullable Path curves;

    private final List<String> curveLines = new ArrayList<>();

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        Hazelcast.widenCommonPool();
        var line = new CommandLine(new TaskBench()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (jvms != 1 && jvms != 2) {
            System.err.println("--jvms must be 1 or 2, got " + jvms);
            return CommandLine.ExitCode.USAGE;
        }
        String machine = Machine.describe();
        long begin = System.nanoTime();
        var peak = new Peak(quick ? PEAK.dividedBy(10) : PEAK);
        List<Contender> taking = contenders.stream().filter(c -> c.runsOn(jvms)).toList();
        var columns = new EnumMap<Contender, Map<Pattern, Metg>>(Contender.class);
        for (Contender contender : taking) {
            columns.put(contender, column(contender, peak));
        }
        print(machine, peak, columns, Duration.ofNanos(System.nanoTime() - begin));
        writeCurves();
        return CommandLine.ExitCode.OK;
    }

    private Map<Pattern, Metg> column(Contender contender, Peak peak) throws Exception {
        var column = new EnumMap<Pattern, Metg>(Pattern.class);
        try (TaskRuntime runtime = contender.open(jvms)) {
            for (Pattern pattern : patterns) { // all before the first is measured
                sweep(pattern).warmUp(runtime);
            }
            for (Pattern pattern : patterns) {
                List<Sample> samples = sweep(pattern).measure(runtime, peak);
                samples.forEach(sample -> curveLines.add(curveLine(contender, pattern, sample)));
                Metg metg = Metg.of(samples, threshold);
                column.put(pattern, metg);
                System.err.println(contender + ", " + pattern + ": " + metg);
            }
        }
        return column;
    }

    private Sweep sweep(Pattern pattern) {
        var shape = new TaskGraph(pattern, width, steps, radix, 3, 0.25);
        return quick
                ? new Sweep(
                        shape,
                        outputBytes,
                        threshold,
                        1,
                        Duration.ofMillis(5),
                        Duration.ofMillis(20))
                : new Sweep(
                        shape,
                        outputBytes,
                        threshold,
                        repeats,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2));
    }

    private static String curveLine(Contender contender, Pattern pattern, Sample sample) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%.4g,%.4f",
                contender.name().toLowerCase(Locale.ROOT),
                pattern,
                sample.iterations(),
                sample.granularity(),
                sample.efficiency());
    }

    private void print(
            String machine, Peak peak, Map<Contender, Map<Pattern, Metg>> columns, Duration took) {
        System.out.printf(
                Locale.ROOT,
                """

                ### %s, %d JVM%s%s

                %d min %d s

                %s

                METG(%.0f %%): the smallest task, as wall time × cores / tasks, that is run at that part of \
                the peak. Width %d, up to %d steps, radix %d, %d bytes per output; medians of %d runs. \
                Peak per core, measured beside each run: %.1f to %.1f Gflop/s.

                """,
                LocalDate.now(),
                jvms,
                jvms == 1 ? "" : "s",
                quick ? ", QUICK: these figures mean nothing" : "",
                took.toMinutes(),
                took.toSecondsPart(),
                machine,
                threshold * 100,
                width,
                steps,
                radix,
                outputBytes,
                quick ? 1 : repeats,
                peak.measured().getMin() / 1e9,
                peak.measured().getMax() / 1e9);
        row(Stream.concat(Stream.of("pattern"), columns.keySet().stream()));
        System.out.println("|---" + "|---:".repeat(columns.size()) + "|");
        for (Pattern pattern : patterns) {
            row(
                    Stream.concat(
                            Stream.of(pattern),
                            columns.values().stream().map(column -> column.get(pattern))));
        }
    }

    private static void row(Stream<?> cells) {
        System.out.println(
                cells.map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void writeCurves() throws IOException {
        if (curves != null) {
            try (BufferedWriter writer = Files.newBufferedWriter(curves)) {
                writer.write("runtime,pattern,iterations,granularity_s,efficiency\n");
                for (String line : curveLines) {
                    writer.write(line + "\n");
                }
            }
        }
    }
}
