package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.error.PipelineException;

import java.util.Objects;

/** Columns without nulls as arrays of numbers. */
final class Numbers {
    private Numbers() {}

    static long[] longs(Column column, int rows) {
        return switch (column) {
            case LongColumn longs -> longs.values();
            case IntColumn ints -> {
                long[] values = new long[rows];
                int[] from = ints.values();
                for (int i = 0; i < rows; i++) {
                    values[i] = from[i];
                }
                yield values;
            }
            case ObjectColumn objects -> {
                long[] values = new long[rows];
                for (int i = 0; i < rows; i++) {
                    values[i] = whole(present(objects, i));
                }
                yield values;
            }
            default -> throw new AssertionError(column.getClass());
        };
    }

    static double[] doubles(Column column, int rows) {
        if (column instanceof DoubleColumn doubles) {
            return doubles.values();
        }
        double[] values = new double[rows];
        switch (column) {
            case IntColumn ints -> {
                int[] from = ints.values();
                for (int i = 0; i < rows; i++) {
                    values[i] = from[i];
                }
            }
            case LongColumn longs -> {
                long[] from = longs.values();
                for (int i = 0; i < rows; i++) {
                    values[i] = from[i];
                }
            }
            case FloatColumn floats -> {
                float[] from = floats.values();
                for (int i = 0; i < rows; i++) {
                    values[i] = from[i];
                }
            }
            case ObjectColumn objects -> {
                for (int i = 0; i < rows; i++) {
                    values[i] = number(present(objects, i)).doubleValue();
                }
            }
            default -> throw new AssertionError(column.getClass());
        }
        return values;
    }

    private static Object present(ObjectColumn column, int row) {
        return Objects.requireNonNull(column.value(row), "a value, as nulls are left out before");
    }

    private static long whole(Object value) {
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw new PipelineException(
                "sum is of whole numbers, and got "
                        + value
                        + ", a "
                        + value.getClass().getName()
                        + ". Use sumDouble");
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new PipelineException(
                "An aggregate of numbers got " + value + ", a " + value.getClass().getName());
    }
}
