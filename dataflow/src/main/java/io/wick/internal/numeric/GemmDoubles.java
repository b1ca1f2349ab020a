package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.Doubles;

/**
 * Products of matrices of doubles, block by block: a block of the right one is copied to rows that
 * stay in the near caches, and added to pairs of rows of the result, four rows of it at once. Each
 * element is a sum of fused multiply-adds in the order of the inner index.
 */
public final class GemmDoubles {
    /** Columns of a block. */
    private static final int WIDTH = 256;

    /** Rows of a block of the right matrix. */
    private static final int DEPTH = 64;

    /** Rows of the result that one thread takes at a time. */
    private static final int HEIGHT = 64;

    private GemmDoubles() {}

    /** One product. */
    public static void run(Arguments given, Cpu cpu) {
        multiply(given, cpu, 1);
    }

    /** Products of as many pairs as the third argument says, one above the other. */
    public static void batched(Arguments given, Cpu cpu) {
        multiply(given, cpu, (int) given.whole(2));
    }

    private static void multiply(Arguments given, Cpu cpu, int batches) {
        Doubles a = rowsTogether(given.doubles(0));
        Doubles b = rowsTogether(given.doubles(1));
        Doubles c = given.doubles(given.size() - 1);
        long rows = c.rows() / batches;
        long inner = a.columns();
        long bands = (rows + HEIGHT - 1) / HEIGHT;
        long panels = (c.columns() + WIDTH - 1) / WIDTH;
        cpu.ranges(
                bands * panels * batches,
                1,
                (from, to) -> {
                    var block = new Block(a, b, c);
                    for (long i = from; i < to; i++) {
                        long batch = i / (bands * panels);
                        long band = i % (bands * panels) / panels;
                        block.compute(
                                batch * rows + band * HEIGHT,
                                Math.min((batch + 1) * rows, batch * rows + (band + 1) * HEIGHT),
                                i % panels * WIDTH,
                                batch * inner);
                    }
                });
    }

    /** The matrix with each row in one piece, copied if need be. */
    private static Doubles rowsTogether(Doubles matrix) {
        boolean together = matrix.rows() == 0 || matrix.row(0).isContiguous();
        return together ? matrix : matrix.copy();
    }

    /** A block of the result, and the pieces that it is made of; of one thread. */
    private static final class Block {
        private final Doubles a;
        private final Doubles b;
        private final Doubles c;
        private final long inner;
        private final double[][] sums = new double[HEIGHT][WIDTH];
        private final double[][] right = new double[DEPTH][WIDTH];
        private final double[] first = new double[DEPTH];
        private final double[] second = new double[DEPTH];
        private final double[] unused = new double[WIDTH];

        Block(Doubles a, Doubles b, Doubles c) {
            this.a = a;
            this.b = b;
            this.c = c;
            this.inner = a.columns();
        }

        /**
         * The rows from one to another, from a column on; the rows of the right matrix from one on.
         */
        void compute(long rowFrom, long rowTo, long columnFrom, long rightFrom) {
            int width = (int) Math.min(WIDTH, c.columns() - columnFrom);
            int height = (int) (rowTo - rowFrom);
            for (int i = 0; i < height; i++) {
                java.util.Arrays.fill(sums[i], 0);
            }
            for (long k = 0; k < inner; k += DEPTH) {
                int depth = (int) Math.min(DEPTH, inner - k);
                load(rightFrom + k, depth, columnFrom, width);
                for (int i = 0; i < height; i += 2) {
                    boolean two = i + 1 < height;
                    a.read((rowFrom + i) * inner + k, first, 0, depth);
                    if (two) {
                        a.read((rowFrom + i + 1) * inner + k, second, 0, depth);
                    }
                    pair(sums[i], two ? sums[i + 1] : unused, depth, width);
                }
            }
            for (int i = 0; i < height; i++) {
                c.write((rowFrom + i) * c.columns() + columnFrom, sums[i], 0, width);
            }
        }

        private void load(long row, int depth, long column, int width) {
            for (int k = 0; k < depth; k++) {
                b.read((row + k) * b.columns() + column, right[k], 0, width);
            }
        }

        private void pair(double[] sum, double[] other, int depth, int width) {
            int k = 0;
            for (; k + 3 < depth; k += 4) {
                addFour(sum, right[k], right[k + 1], right[k + 2], right[k + 3], first, k, width);
                addFour(
                        other,
                        right[k],
                        right[k + 1],
                        right[k + 2],
                        right[k + 3],
                        second,
                        k,
                        width);
            }
            for (; k < depth; k++) {
                addOne(sum, right[k], first[k], width);
                addOne(other, right[k], second[k], width);
            }
        }
    }

    private static void addFour(
            double[] sum,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] left,
            int k,
            int width) {
        double a0 = left[k];
        double a1 = left[k + 1];
        double a2 = left[k + 2];
        double a3 = left[k + 3];
        for (int j = 0; j < width; j++) {
            double next = Math.fma(a0, b0[j], sum[j]);
            next = Math.fma(a1, b1[j], next);
            next = Math.fma(a2, b2[j], next);
            sum[j] = Math.fma(a3, b3[j], next);
        }
    }

    private static void addOne(double[] sum, double[] b, double a, int width) {
        for (int j = 0; j < width; j++) {
            sum[j] = Math.fma(a, b[j], sum[j]);
        }
    }
}
