package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Halfs;
import io.wick.numeric.Ints;
import io.wick.numeric.Longs;

/**
 * Sorting by the JDK, which uses vector instructions: parts of a copy at once, which are then
 * merged. Floats are sorted as whole numbers in their order, so that all NaN are one. For any
 * thread.
 */
public final class SortCode {
    private SortCode() {}

    /** Sorts a copy. */
    public static void run(Arguments given, Cpu cpu) {
        switch (given.array(0)) {
            case Floats x -> floats(x.toArray(), given.floats(1), cpu);
            case Doubles x -> doubles(x.toArray(), given.doubles(1), cpu);
            case Ints x -> {
                int[] sorted = new IntSort(x.toArray(), cpu).run();
                given.ints(1).write(0, sorted, 0, sorted.length);
            }
            case Longs x -> {
                long[] sorted = new LongSort(x.toArray(), cpu).run();
                given.longs(1).write(0, sorted, 0, sorted.length);
            }
            case Halfs _ -> throw new IllegalArgumentException("Halfs are not sorted");
        }
    }

    private static void floats(float[] values, Floats result, Cpu cpu) {
        int[] keys = new int[values.length];
        cpu.ranges(
                keys.length,
                Pieces.CHUNK,
                (from, to) -> {
                    for (int i = (int) from; i < to; i++) {
                        keys[i] = turned(Float.floatToIntBits(values[i]));
                    }
                });
        int[] sorted = new IntSort(keys, cpu).run();
        cpu.ranges(
                keys.length,
                Pieces.CHUNK,
                (from, to) -> {
                    for (int i = (int) from; i < to; i++) {
                        values[i] = Float.intBitsToFloat(turned(sorted[i]));
                    }
                });
        result.write(0, values, 0, values.length);
    }

    private static void doubles(double[] values, Doubles result, Cpu cpu) {
        long[] keys = new long[values.length];
        cpu.ranges(
                keys.length,
                Pieces.CHUNK,
                (from, to) -> {
                    for (int i = (int) from; i < to; i++) {
                        keys[i] = turned(Double.doubleToLongBits(values[i]));
                    }
                });
        long[] sorted = new LongSort(keys, cpu).run();
        cpu.ranges(
                keys.length,
                Pieces.CHUNK,
                (from, to) -> {
                    for (int i = (int) from; i < to; i++) {
                        values[i] = Double.longBitsToDouble(turned(sorted[i]));
                    }
                });
        result.write(0, values, 0, values.length);
    }

    /** Bits of a float as a number in its order, and back. */
    private static int turned(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    private static long turned(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
