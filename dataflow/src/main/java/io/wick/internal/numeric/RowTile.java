package io.wick.internal.numeric;

import io.wick.numeric.NumericArray;

/** Some rows of a matrix, turned into columns: loops over rows become vector instructions. */
final class RowTile {
    /** Rows at once. */
    static final int ROWS = 256;

    final double[][] columns;
    private final NumericArray matrix;
    private final double[] flat;

    /** Room for the rows of a matrix; of one thread. */
    RowTile(NumericArray matrix) {
        this.matrix = matrix;
        int width = Math.toIntExact(matrix.columns());
        this.columns = new double[width][ROWS];
        this.flat = new double[width];
    }

    /** Rows of a part of a matrix that one partial result is made of. */
    static long partOf(NumericArray matrix) {
        long rows = Math.max(1, 4L * Pieces.CHUNK / Math.max(1, matrix.columns()));
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** Takes rows from one on, up to {@link #ROWS}. */
    void load(long from, int count) {
        for (int row = 0; row < count; row++) {
            matrix.read((from + row) * flat.length, flat, 0, flat.length);
            for (int column = 0; column < flat.length; column++) {
                columns[column][row] = flat[column];
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
