package io.wick.benchmarks.numeric;

import io.wick.numeric.Kernel;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A kernel and a loop that does the same.
 *
 * @param title what it is, with its size
 * @param kernel from the library
 * @param inputs for the kernel
 * @param plain on Java arrays, one thread
 * @param parallel the same on all CPUs, as a parallel stream of pieces; null where there is no
 *     simple one
 * @param amount bytes read and written, or floating point operations, of one run
 * @param unit of amounts
 */
record Contest(
        String title,
        Kernel kernel,
        List<Object> inputs,
        Runnable plain,
        @Nullable Runnable parallel,
        double amount,
        Unit unit) {
    /** Pieces of a parallel stream. */
    private static final int PIECES = 64;

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

    /** One whose loop is for one thread alone. */
    Contest(
            String title,
            Kernel kernel,
            List<Object> inputs,
            Runnable plain,
            double amount,
            Unit unit) {
        this(title, kernel, inputs, plain, null, amount, unit);
    }

    /** A loop over some of its elements. */
    @FunctionalInterface
    interface Loop {
        /** Does {@code from <= i < to}. */
        void run(int from, int to);
    }

    /** One whose loop can be cut anywhere. */
    static Contest of(
            String title,
            Kernel kernel,
            List<Object> inputs,
            int count,
            Loop loop,
            double amount,
            Unit unit) {
        return new Contest(
                title,
                kernel,
                inputs,
                () -> loop.run(0, count),
                () -> inPieces(count, loop),
                amount,
                unit);
    }

    /** A loop as a parallel stream. */
    static void inPieces(int count, Loop loop) {
        IntStream.range(0, PIECES)
                .parallel()
                .forEach(
                        i ->
                                loop.run(
                                        (int) ((long) count * i / PIECES),
                                        (int) ((long) count * (i + 1) / PIECES)));
    }
}
