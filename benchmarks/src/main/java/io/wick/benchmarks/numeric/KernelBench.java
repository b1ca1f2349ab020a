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

/**
 * Runs each kernel on all CPUs and on one thread, and a plain loop over Java arrays on one thread,
 * in turn, and prints the rates of the median runs as a Markdown table. What runs on one thread is
 * measured by the CPU time of that thread, so that other programs disturb it less.
 *
 * <pre>{@code
 * mvn -q -Prun -DskipTests -pl benchmarks -am package \
 *     -Dwick.main=io.wick.benchmarks.numeric.KernelBench [-Dwick.args=milliseconds]
 * }</pre>
 */
public final class KernelBench {
    private static final int ROUNDS = 3;

    /** Rounds to warm up: on a busy machine the compiler's threads take their time. */
    private static final int WARM_UP = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private KernelBench() {}

    /** The first argument is how long each of them runs per round; 400 ms without it. */
    public static void main(String[] args) {
        long millis = args.length == 0 ? 400 : Long.parseLong(args[0]);
        System.out.println(Machine.describe());
        System.out.println(
                "- " + ROUNDS + " rounds of " + millis + " ms after " + WARM_UP + " to warm up");
        System.out.println("- One thread: by its CPU time. All CPUs: by the clock on the wall");
        System.out.println();
        System.out.println(
                "| kernel | all CPUs | one thread | plain loop, one thread | one / plain |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (Contest contest : Contests.all()) {
            if (args.length < 2 || contest.title().matches(".*(" + args[1] + ").*")) {
                System.out.println(row(contest, millis));
            }
        }
    }

    private static String row(Contest contest, long millis) {
        Runnable all = kernel(contest, 0);
        Runnable one = kernel(contest, 1);
        List<Runnable> runs = List.of(all, one, contest.plain());
        var times = new ArrayList<List<Long>>();
        for (Runnable run : runs) {
            repeat(run, WARM_UP * millis, System::nanoTime);
            times.add(new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < runs.size(); i++) {
                LongSupplier clock = i == 0 ? System::nanoTime : THREADS::getCurrentThreadCpuTime;
                times.get(i).addAll(repeat(runs.get(i), millis, clock));
            }
        }
        double[] rates = new double[runs.size()];
        for (int i = 0; i < rates.length; i++) {
            Collections.sort(times.get(i));
            long median = times.get(i).get(times.get(i).size() / 2);
            rates[i] = contest.amount() / (median / 1e9) / contest.unit().factor;
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f %s | %.2f | %.2f | %.2f |",
                contest.title(),
                rates[0],
                contest.unit().text,
                rates[1],
                rates[2],
                rates[1] / rates[2]);
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
