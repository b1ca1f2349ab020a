package io.wick.benchmarks.numeric;

import io.wick.benchmarks.Machine;
import io.wick.benchmarks.numeric.Contest.Unit;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelReport;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;
import io.wick.numeric.NumericException;
import io.wick.numeric.Where;
import io.wick.numeric.spi.Device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Runs each kernel on the first device and on all CPUs, in turn, and prints a Markdown table of the
 * median runs. <i>kernels alone</i> counts the time in kernels by the device's clock, and is
 * compared with what the device does at best ({@link DeviceCeilings}): copies for kernels that move
 * bytes, arithmetic for those that compute. <i>transfers</i> are the copies to and from the device
 * of a run whose inputs are sent. Whole runs, from the call to the end, are told with inputs that
 * are sent each time and with inputs that stay on the device. Needs TornadoVM, see the README.
 */
public final class DeviceBench {
    private static final int ROUNDS = 3;
    private static final KernelOptions CPU = KernelOptions.DEFAULT.where(Where.CPU);
    private static final KernelOptions DEVICE = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);

    private DeviceBench() {}

    /** The first argument is how long each of them runs per round; 250 ms without it. */
    public static void main(String[] args) {
        long millis = args.length == 0 ? 250 : Long.parseLong(args[0]);
        System.out.println(Machine.describe());
        for (Device device : Numeric.local().devices()) {
            System.out.println("- " + device);
            if (device.type() == Device.Type.CPU) {
                System.out.println("  This device is the CPU: its driver compiles kernels for it");
            }
        }
        System.out.println("- " + ROUNDS + " rounds of " + millis + " ms after one to warm up");
        System.out.println();
        System.out.println(
                "| kernel | kernels alone | of the ceiling | transfers | run, inputs sent"
                        + " | run, inputs there | all CPUs |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        Map<Unit, Double> ceilings = new EnumMap<>(Unit.class);
        List<Contest> contests = new ArrayList<>(DeviceCeilings.all());
        int own = contests.size();
        contests.addAll(Contests.all());
        for (int i = 0; i < contests.size(); i++) {
            System.out.println(row(contests.get(i), millis, ceilings, i < own));
        }
    }

    private record Way(KernelOptions options, Object[] inputs) {}

    private static String row(
            Contest contest, long millis, Map<Unit, Double> ceilings, boolean isCeiling) {
        Object[] sent = contest.inputs().toArray();
        Object[] kept = new Object[sent.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sent[i] instanceof NumericArray array ? array.freeze() : sent[i];
            sent[i] = sent[i] instanceof NumericArray array ? array.copy() : sent[i];
        }
        var ways = List.of(new Way(CPU, sent), new Way(DEVICE, sent), new Way(DEVICE, kept));
        List<List<KernelReport>> reports;
        try {
            reports = reports(contest, ways, millis);
        } catch (NumericException e) {
            return "| "
                    + contest.title()
                    + " | not on the device: "
                    + e.getMessage()
                    + " | | | | | |";
        }
        double alone = rate(contest, reports.get(2), report -> report.kernels().toNanos());
        if (isCeiling) {
            ceilings.merge(contest.unit(), alone, Math::max);
        }
        Double ceiling = ceilings.get(contest.unit());
        return String.format(
                Locale.ROOT,
                "| %s | %.2f %s | %s | %s | %.2f | %.2f | %.2f |",
                contest.title(),
                alone,
                contest.unit().text,
                ceiling == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * alone / ceiling),
                transfers(reports.get(1)),
                rate(contest, reports.get(1), report -> report.total().toNanos()),
                rate(contest, reports.get(2), report -> report.total().toNanos()),
                rate(contest, reports.get(0), report -> report.total().toNanos()));
    }

    private static List<List<KernelReport>> reports(Contest contest, List<Way> ways, long millis) {
        var reports = new ArrayList<List<KernelReport>>();
        for (Way way : ways) {
            repeat(contest, way, millis);
            reports.add(new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < ways.size(); i++) {
                reports.get(i).addAll(repeat(contest, ways.get(i), millis));
            }
        }
        return reports;
    }

    private static String transfers(List<KernelReport> reports) {
        KernelReport last = reports.getLast();
        double megabytes = (last.bytesToDevice() + last.bytesFromDevice()) / 1e6;
        long nanos = median(reports, report -> report.transfers().toNanos());
        return String.format(
                Locale.ROOT,
                "%.1f MB in %.2f ms, %.1f GB/s",
                megabytes,
                nanos / 1e6,
                megabytes * 1e6 / nanos);
    }

    private static double rate(
            Contest contest, List<KernelReport> reports, ToLongFunction<KernelReport> time) {
        return contest.amount() / (median(reports, time) / 1e9) / contest.unit().factor;
    }

    private static long median(List<KernelReport> reports, ToLongFunction<KernelReport> time) {
        var times = new ArrayList<Long>();
        reports.forEach(report -> times.add(time.applyAsLong(report)));
        Collections.sort(times);
        return Math.max(1, times.get(times.size() / 2));
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
