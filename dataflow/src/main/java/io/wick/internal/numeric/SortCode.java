package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Halfs;
import io.wick.numeric.Ints;
import io.wick.numeric.Longs;

import java.util.Arrays;

/** Sorting by the JDK, which uses vector instructions, and its common pool for several threads. */
public final class SortCode {
    private SortCode() {}

    /** Sorts a copy. */
    public static void run(Arguments given, Cpu cpu) {
        boolean several = cpu.threads() > 1;
        switch (given.array(0)) {
            case Floats x -> {
                float[] values = x.toArray();
                if (several) {
                    Arrays.parallelSort(values);
                } else {
                    Arrays.sort(values);
                }
                given.floats(1).write(0, values, 0, values.length);
            }
            case Doubles x -> {
                double[] values = x.toArray();
                if (several) {
                    Arrays.parallelSort(values);
                } else {
                    Arrays.sort(values);
                }
                given.doubles(1).write(0, values, 0, values.length);
            }
            case Ints x -> {
                int[] values = x.toArray();
                if (several) {
                    Arrays.parallelSort(values);
                } else {
                    Arrays.sort(values);
                }
                given.ints(1).write(0, values, 0, values.length);
            }
            case Longs x -> {
                long[] values = x.toArray();
                if (several) {
                    Arrays.parallelSort(values);
                } else {
                    Arrays.sort(values);
                }
                given.longs(1).write(0, values, 0, values.length);
            }
            case Halfs _ -> throw new IllegalArgumentException("Halfs are not sorted");
        }
    }
}
