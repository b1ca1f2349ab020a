package io.wick.benchmarks.numeric;

import io.wick.benchmarks.Machine;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelReport;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;
import io.wick.numeric.NumericException;
import io.wick.numeric.Where;
import io.wick.numeric.spi.Device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Runs each kernel on all CPUs and on the first device, with inputs that are sent each time and
 * with inputs that stay on the device, in turn, and prints the rates of the median runs as a
 * Markdown table. The last column counts the time in kernels alone, by the device's clock. Needs
 * TornadoVM, see the README.
 */
public final class DeviceBench {
    private static final int ROUNDS = 3;
    private static final KernelOptions CPU = KernelOptions.DEFAULT.where(Where.CPU);
    private static final KernelOptions DEVICE = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);

    private DeviceBench() {}

    /** The first argument is how long each of them runs per round; 400 ms without it. */
    public static void main(String[] args) {
        long millis = args.length == 0 ? 400 : Long.parseLong(args[0]);
        System.out.println(Machine.describe());
        for (Device device : Numeric.local().devices()) {
            System.out.println("- " + device);
        }
        System.out.println("- " + ROUNDS + " rounds of " + millis + " ms after one to warm up");
        System.out.println();
        System.out.println("| kernel | all CPUs | device | inputs stay there | kernels alone |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (Contest contest : Contests.all()) {
            System.out.println(row(contest, millis));
        }
    }

    private static String row(Contest contest, long millis) {
        Object[] sent = contest.inputs().toArray();
        Object[] kept = new Object[sent.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sent[i] instanceof NumericArray array ? array.freeze() : sent[i];
        }
        var runs = List.of(new Way(CPU, sent), new Way(DEVICE, sent), new Way(DEVICE, kept));
        var reports = new ArrayList<List<KernelReport>>();
        try {
            for (Way run : runs) {
                repeat(contest, run, millis);
                reports.add(new ArrayList<>());
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < runs.size(); i++) {
                    reports.get(i).addAll(repeat(contest, runs.get(i), millis));
                }
            }
        } catch (NumericException e) {
            return "| " + contest.title() + " | not on the device: " + e.getMessage() + " | | | |";
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f %s | %.2f | %.2f | %.2f |",
                contest.title(),
                rate(contest, reports.get(0), report -> report.total().toNanos()),
                contest.unit().text,
                rate(contest, reports.get(1), report -> report.total().toNanos()),
                rate(contest, reports.get(2), report -> report.total().toNanos()),
                rate(contest, reports.get(2), report -> report.kernels().toNanos()));
    }

    private record Way(KernelOptions options, Object[] inputs) {}

    private static double rate(
            Contest contest, List<KernelReport> reports, ToLongFunction<KernelReport> time) {
        var times = new ArrayList<Long>();
        reports.forEach(report -> times.add(time.applyAsLong(report)));
        Collections.sort(times);
        long median = Math.max(1, times.get(times.size() / 2));
        return contest.amount() / (median / 1e9) / contest.unit().factor;
    }

    private static List<KernelReport> repeat(Contest contest, Way way, long millis) {
        List<NumericArray> outputs = contest.kernel().newOutputs(way.inputs);
        var reports = new ArrayList<KernelReport>();
        long end = System.nanoTime() + millis * 1_000_000;
        do {
            reports.add(
                    Numeric.local().runInto(contest.kernel(), way.options, outputs, way.inputs));
        } while (System.nanoTime() < end);
        return reports;
    }
}
