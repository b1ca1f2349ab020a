package io.wick.benchmarks.raymicro;

import java.util.Arrays;

/**
 * How Ray times its microbenchmarks: a warm-up, then four runs, each of rounds in blocks of a tenth
 * of what the warm-up managed, and the mean of their rates. What is too long to be repeated so is
 * run once before and then a few times.
 *
 * @param warmUpSeconds Ray's is 1
 * @param runSeconds Ray's is 2
 * @param once how many times a long round is timed; the median counts
 */
record Timing(double warmUpSeconds, double runSeconds, int once) {
    private static final int RUNS = 4;

    /** Rounds per second. */
    double rate(Round round) throws Exception {
        long warm = 0;
        for (long begin = System.nanoTime(); since(begin) < warmUpSeconds; warm++) {
            round.run();
        }
        long block = warm / 10 + 1;
        double sum = 0;
        for (int run = 0; run < RUNS; run++) {
            sum += rate(round, block);
        }
        return sum / RUNS;
    }

    private double rate(Round round, long block) throws Exception {
        long begin = System.nanoTime();
        long rounds = 0;
        do {
            for (long i = 0; i < block; i++) {
                round.run();
            }
            rounds += block;
        } while (since(begin) < runSeconds);
        return rounds / since(begin);
    }

    /** Seconds of one round. */
    double seconds(Round round) throws Exception {
        round.run();
        double[] seconds = new double[once];
        for (int i = 0; i < once; i++) {
            long begin = System.nanoTime();
            round.run();
            seconds[i] = since(begin);
        }
        Arrays.sort(seconds);
        return seconds[once / 2];
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
