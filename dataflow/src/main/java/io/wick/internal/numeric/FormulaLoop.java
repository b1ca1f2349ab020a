package io.wick.internal.numeric;

/** A loop made for one formula: over {@code float[]} or {@code double[]}, as its type is. */
interface FormulaLoop {
    /**
     * Computes the first elements.
     *
     * @param inputs {@code float[][]} or {@code double[][]}
     * @param result {@code float[]} or {@code double[]}
     */
    void run(Object inputs, double[] scalars, Object result, int count);
}
