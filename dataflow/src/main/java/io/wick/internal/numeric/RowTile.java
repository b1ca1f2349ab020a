package io.wick.internal.numeric;

import io.wick.numeric.NumericArray;

/** Some rows of a matrix, turned into columns: loops over rows become vector instructions. */
final class RowTile {
    /** Rows at once. */
    static final int ROWS = 128;

    /** Elements that are turned at once, unless rows are long: what stays in the nearest cache. */
    private static final int TURNED = 2048;

    /** Rows that are turned at once, at least. */
    private static final int FEW = 16;

    final double[][] columns;
    private final int turned;
    private final Window window;

    /** Room for the rows of a matrix; of one thread. */
    RowTile(NumericArray matrix) {
        int width = Math.toIntExact(matrix.columns());
        this.columns = new double[width][ROWS];
        this.turned = Math.clamp(TURNED / Math.max(1, width), FEW, ROWS);
        this.window = Window.of(matrix, Math.multiplyExact(turned, width));
    }

    /** Rows of a part of a matrix that one partial result is made of. */
    static long partOf(NumericArray matrix) {
        long rows = Math.max(1, 4L * Pieces.CHUNK / Math.max(1, matrix.columns()));
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** Takes rows from one on, up to {@link #ROWS}. */
    void load(long from, int count) {
        int width = columns.length;
        for (int row = 0; row < count; row += turned) {
            int now = Math.min(turned, count - row);
            window.load((from + row) * width, now * width);
            for (int column = 0; column < width; column++) {
                window.pick(column, width, columns[column], row, now);
            }
        }
    }

    /** Adds a multiple of a column. */
    static void addScaled(double[] to, double[] column, double by, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += by * column[i];
        }
    }
}
