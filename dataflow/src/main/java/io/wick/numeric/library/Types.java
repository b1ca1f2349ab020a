package io.wick.numeric.library;

import io.wick.numeric.ElementType;
import io.wick.numeric.NumericArray;
import io.wick.numeric.NumericException;

/** What the descriptions of kernels have in common. */
final class Types {
    private Types() {}

    /** The name of a kernel for floats or doubles. */
    static String named(String name, ElementType type) {
        if (type != ElementType.FLOAT && type != ElementType.DOUBLE) {
            throw new IllegalArgumentException(
                    "Kernel '" + name + "' is for floats or doubles, not for " + type);
        }
        return name + "." + type.word();
    }

    /** An array, once it is a vector. */
    static NumericArray vector(String kernel, NumericArray array, long length) {
        return rank(kernel, array, 1, length, -1);
    }

    /** An array, once it is a matrix of so many rows and columns; -1 for any. */
    static NumericArray matrix(String kernel, NumericArray array, long rows, long columns) {
        return rank(kernel, array, 2, rows, columns);
    }

    /** Refuses what does not fit. */
    static void check(boolean fits, String kernel, String expected, Object... got) {
        if (!fits) {
            throw new NumericException(
                    "Kernel '"
                            + kernel
                            + "' takes "
                            + expected
                            + ", got "
                            + java.util.Arrays.toString(got));
        }
    }

    private static NumericArray rank(
            String kernel, NumericArray array, int rank, long rows, long columns) {
        boolean fits =
                array.shape().rank() == rank
                        && (rows < 0 || array.rows() == rows)
                        && (columns < 0 || array.columns() == columns);
        String what =
                rank == 1
                        ? "a vector" + (rows < 0 ? "" : " of " + rows)
                        : "a matrix of "
                                + (rows < 0 ? "any" : rows)
                                + " rows and "
                                + (columns < 0 ? "any" : columns)
                                + " columns";
        check(fits, kernel, what, array);
        return array;
    }
}
