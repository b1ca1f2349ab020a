package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

import java.util.Arrays;

/** Weighted sums over elements beside each other. */
public final class Convolving {
    private static final int STRETCH = Window.SIZE;

    private Convolving() {}

    /** Along a vector. */
    public static void one(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        double[] weights = Pieces.doubles(cpu, given.array(1));
        NumericArray y = given.array(2);
        cpu.ranges(
                y.size(),
                STRETCH,
                (from, to) -> {
                    var row = new Row(x, weights.length);
                    Output result = Output.of(y, STRETCH);
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        row.begin(count);
                        row.add(at, weights, 0);
                        result.store(at, row.sums, count);
                    }
                });
    }

    /** Over a matrix, row by row of the result. */
    public static void two(Arguments given, Cpu cpu) {
        NumericArray image = given.array(0);
        NumericArray weights = given.array(1);
        double[] all = Pieces.doubles(cpu, weights);
        NumericArray y = given.array(2);
        int high = (int) weights.rows();
        int wide = (int) weights.columns();
        cpu.ranges(
                y.rows(),
                1 + STRETCH / y.columns(),
                (from, to) -> {
                    var row = new Row(image, wide);
                    Output result = Output.of(y, STRETCH);
                    for (long i = from; i < to; i++) {
                        for (long at = 0; at < y.columns(); at += STRETCH) {
                            int count = (int) Math.min(STRETCH, y.columns() - at);
                            row.begin(count);
                            for (int p = 0; p < high; p++) {
                                row.add((i + p) * image.columns() + at, all, p * wide);
                            }
                            result.store(i * y.columns() + at, row.sums, count);
                        }
                    }
                });
    }

    /** Weighted sums of elements that follow on each other; of one thread. */
    private static final class Row {
        private final int taps;
        private final double[] sums = new double[STRETCH];
        private final Window window;
        private int count;

        Row(NumericArray from, int taps) {
            this.taps = taps;
            this.window = Window.of(from, STRETCH + taps - 1);
        }

        void begin(int elements) {
            count = elements;
            Arrays.fill(sums, 0, elements, 0);
        }

        void add(long at, double[] weights, int firstWeight) {
            window.load(at, count + taps - 1);
            for (int tap = 0; tap < taps; tap++) {
                window.addScaledTo(sums, weights[firstWeight + tap], tap, count);
            }
        }
    }
}
