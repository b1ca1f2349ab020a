package io.wick.internal.numeric;

import io.wick.numeric.NumericArray;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/**
 * Some rows of a matrix, turned into columns: loops over rows become vector instructions. The
 * columns are in direct memory, which such loops can tell from the arrays that they write. Of one
 * thread.
 */
final class RowTile {
    /** Rows at once. */
    static final int ROWS = 128;

    /** From a column to the next: no power of two, or all would compete for a part of the cache. */
    static final int STEP = ROWS + 8;

    /** Elements that are turned at once: as many as stay in the nearest cache. */
    private static final int TURNED = 2048;

    private final int width;
    private final int turned;
    private final Window window;
    private final DoubleBuffer columns;

    /** Room for the rows of a matrix. */
    RowTile(NumericArray matrix) {
        this.width = Math.toIntExact(matrix.columns());
        this.turned = Math.clamp(TURNED / Math.max(1, width), 1, ROWS);
        this.window = Window.of(matrix, Math.multiplyExact(turned, width));
        this.columns =
                Arena.ofAuto()
                        .allocate(Math.max(1L, width) * STEP * Double.BYTES, 64)
                        .asByteBuffer()
                        .order(ByteOrder.nativeOrder())
                        .asDoubleBuffer();
    }

    /** Rows of a part of a matrix that one partial result is made of. */
    static long partOf(NumericArray matrix) {
        long rows = Math.max(1, 4L * Pieces.CHUNK / Math.max(1, matrix.columns()));
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** Takes rows from one on, up to {@link #ROWS}. */
    void load(long from, int count) {
        for (int row = 0; row < count; row += turned) {
            int now = Math.min(turned, count - row);
            window.load((from + row) * width, now * width);
            window.spread(columns, row, now, width);
        }
    }

    /** An element of the rows that were taken. */
    double get(int row, int column) {
        return columns.get(column * STEP + row);
    }

    /** Adds a multiple of a column. */
    void addScaled(double[] to, int column, double by, int count) {
        DoubleBuffer x = columns;
        int at = Bounds.place(column * STEP);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            to[i] += by * x.get(at + i);
        }
    }

    /** Adds the products of a column and values. */
    void addProducts(double[] to, int column, double[] by, int count) {
        DoubleBuffer x = columns;
        int at = Bounds.place(column * STEP);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            to[i] += by[i] * x.get(at + i);
        }
    }

    /** Adds the squares of the distances of a column from a value. */
    void addSquares(double[] to, int column, double value, int count) {
        DoubleBuffer x = columns;
        int at = Bounds.place(column * STEP);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            double apart = x.get(at + i) - value;
            to[i] += apart * apart;
        }
    }
}
