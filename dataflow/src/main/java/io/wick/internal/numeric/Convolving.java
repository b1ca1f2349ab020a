package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.TILE;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

import java.util.Arrays;

/**
 * Sums over neighbours. Each neighbour is copied to where the element itself is: loops over arrays
 * with one index become vector instructions, others do not.
 */
public final class Convolving {
    private Convolving() {}

    /** Along a vector. */
    public static void one(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        double[] weights = Pieces.doubles(cpu, given.array(1));
        NumericArray y = given.array(2);
        cpu.ranges(
                y.size(),
                TILE,
                (from, to) -> {
                    var row = new Row(weights.length);
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        row.begin(count);
                        row.add(x, at, weights, 0);
                        y.write(at, row.sums, 0, count);
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
                1 + TILE / y.columns(),
                (from, to) -> {
                    var row = new Row(wide);
                    for (long i = from; i < to; i++) {
                        for (long at = 0; at < y.columns(); at += TILE) {
                            int count = (int) Math.min(TILE, y.columns() - at);
                            row.begin(count);
                            for (int p = 0; p < high; p++) {
                                row.add(image, (i + p) * image.columns() + at, all, p * wide);
                            }
                            y.write(i * y.columns() + at, row.sums, 0, count);
                        }
                    }
                });
    }

    /** A cell and its four neighbours. */
    public static void stencil(Arguments given, Cpu cpu) {
        NumericArray grid = given.array(0);
        double centre = given.scalar(1);
        double side = given.scalar(2);
        NumericArray next = given.array(3);
        long columns = grid.columns();
        cpu.ranges(
                grid.rows(),
                1 + TILE / Math.max(1, columns),
                (from, to) -> {
                    var cells = new Neighbours(grid);
                    for (long row = from; row < to; row++) {
                        for (long at = 0; at < columns; at += TILE) {
                            int count = (int) Math.min(TILE, columns - at);
                            cells.step(row, at, count, centre, side);
                            next.write(row * columns + at, cells.result, 0, count);
                        }
                    }
                });
    }

    /** Weighted sums of elements that follow on each other; of one thread. */
    private static final class Row {
        private final int taps;
        private final double[] sums = new double[TILE];
        private final double[] loaded;
        private final double[] shifted = new double[TILE];
        private int count;

        Row(int taps) {
            this.taps = taps;
            this.loaded = new double[TILE + taps - 1];
        }

        void begin(int elements) {
            count = elements;
            Arrays.fill(sums, 0, elements, 0);
        }

        void add(NumericArray from, long at, double[] weights, int firstWeight) {
            from.read(at, loaded, 0, count + taps - 1);
            for (int tap = 0; tap < taps; tap++) {
                System.arraycopy(loaded, tap, shifted, 0, count);
                addScaled(sums, shifted, weights[firstWeight + tap], count);
            }
        }

        private static void addScaled(double[] sums, double[] values, double by, int count) {
            for (int i = 0; i < count; i++) {
                sums[i] += by * values[i];
            }
        }
    }

    /** A piece of a row of cells; of one thread. */
    private static final class Neighbours {
        private final NumericArray grid;
        private final double[] cells = new double[TILE];
        private final double[] above = new double[TILE];
        private final double[] below = new double[TILE];
        private final double[] left = new double[TILE];
        private final double[] right = new double[TILE];
        private final double[] result = new double[TILE];

        Neighbours(NumericArray grid) {
            this.grid = grid;
        }

        void step(long row, long at, int count, double centre, double side) {
            long columns = grid.columns();
            long first = row * columns + at;
            grid.read(first, cells, 0, count);
            if (row == 0 || row == grid.rows() - 1) {
                System.arraycopy(cells, 0, result, 0, count);
                return;
            }
            grid.read(first - columns, above, 0, count);
            grid.read(first + columns, below, 0, count);
            System.arraycopy(cells, 0, left, 1, count - 1);
            left[0] = at == 0 ? 0 : grid.getDouble(first - 1);
            System.arraycopy(cells, 1, right, 0, count - 1);
            right[count - 1] = at + count == columns ? 0 : grid.getDouble(first + count);
            sum(count, centre, side);
            if (at == 0) {
                result[0] = cells[0];
            }
            if (at + count == columns) {
                result[count - 1] = cells[count - 1];
            }
        }

        private void sum(int count, double centre, double side) {
            for (int i = 0; i < count; i++) {
                result[i] = centre * cells[i] + side * (above[i] + below[i] + left[i] + right[i]);
            }
        }
    }
}
