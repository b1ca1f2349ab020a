package io.wick.numeric.cases;

import io.wick.numeric.ElementType;
import io.wick.numeric.NumericArray;

/**
 * What one output must be. An element may differ from its value by the rounding of the value, and
 * by {@code roundings} roundings of {@code scale}: for a sum of products, the number of terms and
 * the sum of the absolute values of the terms (Higham, Accuracy and Stability of Numerical
 * Algorithms, section 3.1). NaN must be NaN, infinities the same.
 *
 * @param values by a reference in double precision
 * @param scales one for each value
 * @param roundings 0 for results that must be exact
 */
record Expected(double[] values, double[] scales, double roundings) {
    /** Where all values must be exact. */
    static Expected exactly(double... values) {
        return new Expected(values, new double[values.length], 0);
    }

    /** Says what is wrong, or null. */
    String wrong(NumericArray got, Precision precision) {
        if (got.size() != values.length) {
            return "has " + got.size() + " elements, not " + values.length;
        }
        double unit = unit(got.type());
        for (int i = 0; i < values.length; i++) {
            double value = got.getDouble(i);
            double bound = bound(i, unit, precision);
            boolean fits =
                    Double.isNaN(values[i])
                            ? Double.isNaN(value)
                            : value == values[i] || Math.abs(value - values[i]) <= bound;
            if (!fits) {
                return "element " + i + " is " + value + ", not " + values[i] + " +- " + bound;
            }
        }
        return null;
    }

    private double bound(int i, double unit, Precision precision) {
        if (roundings == 0) {
            return 0;
        }
        double rounding = unit * Math.abs(values[i]) + Float.MIN_VALUE;
        double arithmetic = precision == Precision.DOUBLE ? 0x1p-53 : unit;
        return rounding + 2 * roundings * arithmetic * scales[i];
    }

    private static double unit(ElementType type) {
        return switch (type) {
            case HALF -> 0x1p-11;
            case FLOAT -> 0x1p-24;
            case DOUBLE -> 0x1p-53;
            case INT, LONG -> 0;
        };
    }
}
