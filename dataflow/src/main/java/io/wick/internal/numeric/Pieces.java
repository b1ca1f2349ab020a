package io.wick.internal.numeric;

import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/** The sizes of pieces, and reductions over them. Pieces do not depend on the number of threads. */
final class Pieces {
    /** Elements that one partial result is made of. */
    static final int CHUNK = 1 << 16;

    private Pieces() {}

    /** Work on a piece that has a place for its result. */
    @FunctionalInterface
    interface PartBody {
        /** Does {@code from <= i < to}, the piece with this number. */
        void run(int number, long from, long to);
    }

    /** How many pieces of a size there are. */
    static int count(long elements, long size) {
        return Math.toIntExact((elements + size - 1) / size);
    }

    /** Does all pieces of a size. */
    static void forEach(Cpu cpu, long elements, long size, PartBody body) {
        cpu.ranges(
                count(elements, size),
                1,
                (first, end) -> {
                    for (long i = first; i < end; i++) {
                        body.run((int) i, i * size, Math.min(elements, (i + 1) * size));
                    }
                });
    }

    /** All elements as doubles, copied. */
    static double[] doubles(Cpu cpu, NumericArray array) {
        double[] all = new double[Math.toIntExact(array.size())];
        cpu.ranges(
                all.length,
                CHUNK,
                (from, to) -> array.read(from, all, (int) from, (int) (to - from)));
        return all;
    }

    /** Writes all elements. */
    static void store(Cpu cpu, double[] all, NumericArray to) {
        cpu.ranges(
                all.length,
                CHUNK,
                (from, end) -> to.write(from, all, (int) from, (int) (end - from)));
    }

    static double sum(double[] values, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < count; i++) {
            a += values[i];
        }
        return a + b + (c + d);
    }
}
