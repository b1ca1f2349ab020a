package io.wick.numeric;

import java.util.List;

/**
 * What kernels gave. As an input of other kernels it stands for its first output.
 *
 * @param outputs in their order
 */
public record KernelResult(List<NumericArray> outputs, KernelReport report) {

    public KernelResult {
        outputs = List.copyOf(outputs);
    }

    /** An output. */
    public NumericArray array(int output) {
        return outputs.get(output);
    }

    /** The first output, of floats. */
    public Floats floats() {
        return floats(0);
    }

    /** An output of floats. */
    public Floats floats(int output) {
        return (Floats) outputs.get(output);
    }

    /** The first output, of doubles. */
    public Doubles doubles() {
        return doubles(0);
    }

    /** An output of doubles. */
    public Doubles doubles(int output) {
        return (Doubles) outputs.get(output);
    }

    /** An output of ints. */
    public Ints ints(int output) {
        return (Ints) outputs.get(output);
    }

    /** An output of longs. */
    public Longs longs(int output) {
        return (Longs) outputs.get(output);
    }
}
