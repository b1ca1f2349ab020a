package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Dense and sparse products on the device. */
final class DoubleAlgebra {
    private DoubleAlgebra() {}

    /** A thread for each row. */
    static void gemv(DoubleArray a, DoubleArray x, DoubleArray product) {
        for (@Parallel int row = 0; row < product.getSize(); row++) {
            int columns = x.getSize();
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += a.get(row * columns + column) * x.get(column);
            }
            product.set(row, sum);
        }
    }

    /** A group for each row; neighbours read neighbours. */
    static void wideGemv(KernelContext at, DoubleArray a, DoubleArray x, DoubleArray product) {
        double[] local = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        int row = at.groupIdx;
        int columns = x.getSize();
        double sum = 0;
        for (int column = me; column < columns; column += Tasks.GROUP) {
            sum += a.get(row * columns + column) * x.get(column);
        }
        local[me] = sum;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                local[me] += local[me + half];
            }
        }
        if (me == 0) {
            product.set(row, local[0]);
        }
    }

    /**
     * Products of matrices [m x k] and [k x n] that lie one above the other. A thread makes four by
     * four elements, so that each number it loads is used four times. At the edges a thread repeats
     * the last row or column, and does not write it.
     */
    static void gemm(
            KernelContext at, DoubleArray a, DoubleArray b, DoubleArray c, int m, int k, int n) {
        int across = at.globalIdx;
        int down = at.globalIdy;
        int strips = (m + 3) / 4;
        int batch = down / strips;
        int row = (down - batch * strips) * 4;
        int column = across * 4;
        if (column < n && batch * m < c.getSize() / n) {
            int lastRow = batch * m + m - 1;
            int row0 = batch * m + row;
            int row1 = Math.min(row0 + 1, lastRow);
            int row2 = Math.min(row0 + 2, lastRow);
            int row3 = Math.min(row0 + 3, lastRow);
            int column1 = Math.min(column + 1, n - 1);
            int column2 = Math.min(column + 2, n - 1);
            int column3 = Math.min(column + 3, n - 1);
            double c00 = 0;
            double c01 = 0;
            double c02 = 0;
            double c03 = 0;
            double c10 = 0;
            double c11 = 0;
            double c12 = 0;
            double c13 = 0;
            double c20 = 0;
            double c21 = 0;
            double c22 = 0;
            double c23 = 0;
            double c30 = 0;
            double c31 = 0;
            double c32 = 0;
            double c33 = 0;
            for (int i = 0; i < k; i++) {
                int from = (batch * k + i) * n;
                double b0 = b.get(from + column);
                double b1 = b.get(from + column1);
                double b2 = b.get(from + column2);
                double b3 = b.get(from + column3);
                double a0 = a.get(row0 * k + i);
                c00 += a0 * b0;
                c01 += a0 * b1;
                c02 += a0 * b2;
                c03 += a0 * b3;
                double a1 = a.get(row1 * k + i);
                c10 += a1 * b0;
                c11 += a1 * b1;
                c12 += a1 * b2;
                c13 += a1 * b3;
                double a2 = a.get(row2 * k + i);
                c20 += a2 * b0;
                c21 += a2 * b1;
                c22 += a2 * b2;
                c23 += a2 * b3;
                double a3 = a.get(row3 * k + i);
                c30 += a3 * b0;
                c31 += a3 * b1;
                c32 += a3 * b2;
                c33 += a3 * b3;
            }
            // a repeated row or column is written with the same value as the one it repeats
            c.set(row0 * n + column, c00);
            c.set(row0 * n + column1, c01);
            c.set(row0 * n + column2, c02);
            c.set(row0 * n + column3, c03);
            c.set(row1 * n + column, c10);
            c.set(row1 * n + column1, c11);
            c.set(row1 * n + column2, c12);
            c.set(row1 * n + column3, c13);
            c.set(row2 * n + column, c20);
            c.set(row2 * n + column1, c21);
            c.set(row2 * n + column2, c22);
            c.set(row2 * n + column3, c23);
            c.set(row3 * n + column, c30);
            c.set(row3 * n + column1, c31);
            c.set(row3 * n + column2, c32);
            c.set(row3 * n + column3, c33);
        }
    }

    /** A place that does not exist gives NaN; the CPUs would throw. */
    static void spmv(
            IntArray starts, IntArray columns, DoubleArray values, DoubleArray x, DoubleArray y) {
        for (@Parallel int row = 0; row < y.getSize(); row++) {
            int from = Math.max(starts.get(row), 0);
            int to = Math.min(starts.get(row + 1), columns.getSize());
            double sum = 0;
            for (int i = from; i < to; i++) {
                int column = columns.get(i);
                if (column >= 0 && column < x.getSize()) {
                    sum += values.get(i) * x.get(column);
                } else {
                    sum = nan(i);
                }
            }
            y.set(row, sum);
        }
    }

    /** NaN; TornadoVM's code for the constant is none that OpenCL knows. */
    private static double nan(int place) {
        return TornadoMath.sqrt(-1 - (double) place * place);
    }

    /** The partial sums of the ranks of vertices with nothing going out. */
    static void lost(KernelContext at, IntArray out, DoubleArray ranks, DoubleArray partial) {
        double[] local = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        double sum = 0;
        int groups = at.globalGroupSizeX / Tasks.GROUP;
        int block = (ranks.getSize() + groups - 1) / groups;
        int from = at.groupIdx * block;
        int to = Math.min(from + block, ranks.getSize());
        for (int i = from + at.localIdx; i < to; i += Tasks.GROUP) {
            if (out.get(i) == 0) {
                sum += ranks.get(i);
            }
        }
        local[me] = sum;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                local[me] += local[me + half];
            }
        }
        if (me == 0) {
            partial.set(at.groupIdx, local[0]);
        }
    }

    /** The next ranks; {@code lost[0]} is the rank of vertices with nothing going out. */
    static void pageRank(
            IntArray starts,
            IntArray sources,
            IntArray out,
            DoubleArray ranks,
            DoubleArray damping,
            DoubleArray lost,
            DoubleArray next) {
        for (@Parallel int vertex = 0; vertex < next.getSize(); vertex++) {
            int from = Math.max(starts.get(vertex), 0);
            int to = Math.min(starts.get(vertex + 1), sources.getSize());
            double sum = 0;
            for (int i = from; i < to; i++) {
                int source = sources.get(i);
                if (source >= 0 && source < ranks.getSize()) {
                    sum += ranks.get(source) / out.get(source);
                } else {
                    sum = nan(i);
                }
            }
            double kept = damping.get(0);
            double base = (1 - kept + kept * lost.get(0)) / ranks.getSize();
            next.set(vertex, base + kept * sum);
        }
    }
}
