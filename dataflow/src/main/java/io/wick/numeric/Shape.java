package io.wick.numeric;

/**
 * How many elements an array has, and in what form. Immutable.
 *
 * @param rank 1 for a vector, 2 for a matrix
 * @param rows of a matrix; the length of a vector
 * @param columns of a matrix; 1 for a vector
 */
public record Shape(int rank, long rows, long columns) {

    public Shape {
        if (rank < 1 || rank > 2 || rank == 1 && columns != 1) {
            throw new IllegalArgumentException(
                    "An array has rank 1 (a vector, of one column) or 2 (a matrix), not rank "
                            + rank
                            + " with "
                            + columns
                            + " columns");
        }
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "An array cannot have " + rows + " rows and " + columns + " columns");
        }
        if (Math.multiplyHigh(rows, columns) != 0 || rows * columns < 0) {
            throw new IllegalArgumentException(
                    "An array of " + rows + " x " + columns + " elements is larger than a long");
        }
    }

    /** A vector of some length. */
    public static Shape vector(long length) {
        return new Shape(1, length, 1);
    }

    /** A matrix, in rows that follow on each other. */
    public static Shape matrix(long rows, long columns) {
        return new Shape(2, rows, columns);
    }

    /** How many elements. */
    public long size() {
        return rows * columns;
    }

    /** {@code [1000]} or {@code [3 x 4]}. */
    @Override
    public String toString() {
        return rank == 1 ? "[" + rows + "]" : "[" + rows + " x " + columns + "]";
    }
}
