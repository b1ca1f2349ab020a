package io.wick.benchmarks.numeric;

import io.wick.benchmarks.Machine;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Where;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Runs each kernel on one thread and on all CPUs, and a plain loop over Java arrays on one thread
 * and as a parallel stream, in turn, and prints the rates of the median runs as a Markdown table,
 * after what the machine copies in the same time. What runs on one thread is measured by the CPU
 * time of that thread, so that other programs disturb it less.
 *
 * <pre>{@code
 * mvn -q -Prun -DskipTests -pl benchmarks -am package \
 *     -Dwick.main=io.wick.benchmarks.numeric.KernelBench \
 *     [-Dwick.args="milliseconds [a regular expression that titles contain]"]
 * }</pre>
 */
public final class KernelBench {
    private static final int ROUNDS = 3;

    /** Rounds to warm up: on a busy machine the compiler's threads take their time. */
    private static final int WARM_UP = 4;

    /** Floats that are copied: twice as much as caches have. */
    private static final int COPIED = 1 << 24;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private KernelBench() {}

    /** How long each of them runs per round, 150 ms without it, and which of them. */
    public static void main(String[] args) {
        long millis = args.length == 0 ? 150 : Long.parseLong(args[0]);
        Pattern wanted = Pattern.compile(args.length < 2 ? "" : args[1]);
        System.out.println(Machine.describe());
        System.out.println(
                "- " + ROUNDS + " rounds of " + millis + " ms after " + WARM_UP + " to warm up");
        System.out.println("- One thread: by its CPU time. All CPUs: by the clock on the wall");
        System.out.println(copies(millis));
        System.out.println();
        System.out.println(
                "| kernel | unit | one thread | plain loop | ratio | all CPUs | parallel stream |"
                        + " ratio |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|---:|");
        for (Contest contest : Contests.all()) {
            if (wanted.matcher(contest.title()).find()) {
                System.out.println(row(contest, millis));
            }
        }
    }

    private static String copies(long millis) {
        float[] from = new float[COPIED];
        float[] to = new float[COPIED];
        double[] rates =
                rates(
                        List.of(
                                () -> System.arraycopy(from, 0, to, 0, COPIED),
                                () ->
                                        Contest.inPieces(
                                                COPIED,
                                                (a, b) -> System.arraycopy(from, a, to, a, b - a))),
                        8.0 * COPIED / 1e9,
                        millis);
        return String.format(
                Locale.ROOT,
                "- System.arraycopy of 64 MiB, read and written: %.1f GB/s on one thread, %.1f on"
                        + " all CPUs",
                rates[0],
                rates[1]);
    }

    private static String row(Contest contest, long millis) {
        Runnable parallel = contest.parallel();
        var runs = new ArrayList<Runnable>();
        runs.add(kernel(contest, 1));
        runs.add(kernel(contest, 0));
        runs.add(contest.plain());
        if (parallel != null) {
            runs.add(parallel);
        }
        double[] rates = rates(runs, contest.amount() / contest.unit().factor, millis);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | **%.2f** | %.2f | %s |",
                contest.title(),
                contest.unit().text,
                rates[0],
                rates[2],
                rates[0] / rates[2],
                rates[1],
                parallel == null
                        ? "- | -"
                        : String.format(
                                Locale.ROOT, "%.2f | **%.2f**", rates[3], rates[1] / rates[3]));
    }

    /** Amounts per second of the median runs; those at even places are of one thread. */
    private static double[] rates(List<Runnable> runs, double amount, long millis) {
        var times = new ArrayList<List<Long>>();
        for (Runnable run : runs) {
            repeat(run, WARM_UP * millis, System::nanoTime);
            times.add(new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < runs.size(); i++) {
                boolean alone = i % 2 == 0;
                LongSupplier clock = alone ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
                times.get(i).addAll(repeat(runs.get(i), millis, clock));
            }
        }
        double[] rates = new double[runs.size()];
        for (int i = 0; i < rates.length; i++) {
            Collections.sort(times.get(i));
            long median = times.get(i).get(times.get(i).size() / 2);
            rates[i] = amount / (median / 1e9);
        }
        return rates;
    }

    private static Runnable kernel(Contest contest, int threads) {
        Object[] inputs = contest.inputs().toArray();
        List<NumericArray> outputs = contest.kernel().newOutputs(inputs);
        KernelOptions options = KernelOptions.DEFAULT.where(Where.CPU).threads(threads);
        return () -> Numeric.local().runInto(contest.kernel(), options, outputs, inputs);
    }

    private static List<Long> repeat(Runnable run, long millis, LongSupplier clock) {
        var times = new ArrayList<Long>();
        long end = System.nanoTime() + millis * 1_000_000;
        do {
            long start = clock.getAsLong();
            run.run();
            times.add(clock.getAsLong() - start);
        } while (System.nanoTime() < end);
        return times;
    }
}
