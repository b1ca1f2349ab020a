package io.wick.internal.numeric;

/** A loop made for one formula, over floats or doubles, as its type is. */
interface FormulaLoop {
    /**
     * Computes some elements.
     *
     * @param inputs {@code FloatBuffer[]} or {@code DoubleBuffer[]}
     * @param places of the first element of each in its buffer
     * @param result {@code float[]} or {@code double[]}
     */
    void run(Object[] inputs, int[] places, double[] scalars, Object result, int count);
}
