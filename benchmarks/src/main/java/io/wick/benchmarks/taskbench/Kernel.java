package io.wick.benchmarks.taskbench;

import java.util.Arrays;

/** Task Bench's compute-bound kernel: fused multiply-adds on 64 numbers. */
final class Kernel {
    private static final int NUMBERS = 64;

    private Kernel() {}

    /** What {@link #compute} does in floating point: two operations per number and iteration. */
    static double flops(long iterations) {
        return 2.0 * NUMBERS * iterations + NUMBERS;
    }

    /** Computes; the result is never NaN, and must be looked at lest the work be left out. */
    static double compute(long iterations) {
        if (iterations < 0) {
            throw new IllegalArgumentException(
                    "The kernel has 0 or more iterations, got " + iterations);
        }
        double[] numbers = new double[NUMBERS];
        Arrays.fill(numbers, 1.2345);
        for (long i = 0; i < iterations; i++) {
            for (int n = 0; n < NUMBERS; n++) {
                numbers[n] = Math.fma(numbers[n], numbers[n], numbers[n]);
            }
        }
        double product = 1;
        for (double number : numbers) {
            product *= number;
        }
        return product;
    }
}
