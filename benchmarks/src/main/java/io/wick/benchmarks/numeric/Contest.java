package io.wick.benchmarks.numeric;

import io.wick.numeric.Kernel;

import java.util.List;

/**
 * A kernel and a loop that does the same.
 *
 * @param title what it is, with its size
 * @param kernel from the library
 * @param inputs for the kernel
 * @param plain on Java arrays, one thread
 * @param amount bytes read and written, or floating point operations, of one run
 * @param unit {@code GB/s} or {@code GFLOP/s} or {@code M/s}, of amounts by 1e9 or 1e6
 */
record Contest(
        String title,
        Kernel kernel,
        List<Object> inputs,
        Runnable plain,
        double amount,
        Unit unit) {
    /** What amounts are. */
    enum Unit {
        /** Bytes that have to be read and written. */
        GIGABYTES("GB/s", 1e9),
        /** Floating point operations. */
        GIGAFLOPS("GFLOP/s", 1e9),
        /** Items. */
        MILLIONS("M/s", 1e6);

        final String text;
        final double factor;

        Unit(String text, double factor) {
            this.text = text;
            this.factor = factor;
        }
    }
}
