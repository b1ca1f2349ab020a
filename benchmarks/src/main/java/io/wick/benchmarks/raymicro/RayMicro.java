package io.wick.benchmarks.raymicro;

import io.wick.benchmarks.Machine;
import io.wick.benchmarks.Nodes;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Measures Ray's microbenchmarks on Wick, with the tasks in this JVM and with the tasks in another,
 * and prints them beside Ray's published figures.
 */
@Command(
        name = "RayMicro",
        mixinStandardHelpOptions = true,
        description = "Ray's microbenchmarks on Wick, beside Ray's published figures")
public final class RayMicro implements Callable<Integer> {
    /** Wick keeps a decoded value: after the first get these only read a reference. */
    private static final Set<RayCall> DECODED_ONCE =
            EnumSet.of(RayCall.GET_SMALL, RayCall.GET_REFS_INSIDE);

    @Option(names = "--quick", description = "a moment each: to see the table, no true figures")
    private boolean quick;

    @Option(names = "--calls", split = ",", description = "of ${COMPLETION-CANDIDATES}")
    private List<RayCall> calls = List.of(RayCall.values());

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        var line = new CommandLine(new RayMicro()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        String machine = Machine.describe();
        Map<RayCall, Double> here;
        try (Nodes nodes = Nodes.one()) {
            here = measure(new Driver(nodes.wick(), null));
        }
        Map<RayCall, Double> elsewhere;
        try (Nodes nodes = Nodes.two()) {
            elsewhere = measure(new Driver(nodes.wick(), nodes.other()));
        }
        print(machine, here, elsewhere);
        return CommandLine.ExitCode.OK;
    }

    private Map<RayCall, Double> measure(Driver driver) throws Exception {
        var timing = quick ? new Timing(0.02, 0.02, 1) : new Timing(1, 2, 3);
        var measured = new EnumMap<RayCall, Double>(RayCall.class);
        for (RayCall call : calls) {
            measured.put(call, call.measure(driver, timing));
            System.err.println(call.title() + ": " + figure(measured.get(call), call.unit()));
        }
        return measured;
    }

    private void print(String machine, Map<RayCall, Double> here, Map<RayCall, Double> elsewhere) {
        System.out.printf(
                """

                ### %s%s

                %s
                - Ray: published by its project for release 2.37.0, not measured here; on m5.16xlarge \
                (64 vCPUs), the rows in seconds on m4.16xlarge. A worker of Ray is a process, so the \
                column of another JVM is the nearer one

                | what | Wick, tasks in this JVM | Wick, tasks in another JVM | Ray 2.37.0, published | × |
                |---|---:|---:|---:|---:|
                """,
                LocalDate.now(), quick ? ", QUICK: these figures mean nothing" : "", machine);
        for (RayCall call : calls) {
            System.out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    call.title(),
                    cell(call, here.get(call)),
                    cell(call, elsewhere.get(call)),
                    figure(call.ray(), call.unit()),
                    times(call, here.get(call), elsewhere.get(call)));
        }
        System.out.println("\n¹ Ray decodes at each get, Wick at the first: no ratio.");
    }

    private static String cell(RayCall call, @Nullable Double measured) {
        return measured == null ? "n/a" : figure(measured, call.unit());
    }

    private static String times(RayCall call, @Nullable Double here, @Nullable Double elsewhere) {
        if (here == null || elsewhere == null) {
            return "";
        }
        return DECODED_ONCE.contains(call)
                ? "¹"
                : plain(call.timesRay(here)) + ", " + plain(call.timesRay(elsewhere));
    }

    private static String figure(double value, String unit) {
        return plain(value) + (unit.startsWith("/") ? unit : " " + unit);
    }

    private static String plain(double value) {
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
