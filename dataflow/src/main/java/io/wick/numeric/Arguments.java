package io.wick.numeric;

import java.util.List;

/**
 * What a call of a kernel is given: a value for each of its parameters, in their order, inputs and
 * scalars before outputs. Checked against the kernel before anyone sees it. Immutable; asking for a
 * parameter as what it is not throws a {@link ClassCastException}.
 */
public final class Arguments {
    private final Kernel kernel;
    private final Object[] values;

    /**
     * Checks and takes values.
     *
     * @param values arrays and numbers; those of the outputs may be missing while their shapes are
     *     being found
     * @throws NumericException that names the kernel and the parameter that does not fit
     */
    Arguments(Kernel kernel, Object[] values) {
        this.kernel = kernel;
        this.values = values.clone();
        ArgumentChecks.check(kernel, this.values);
    }

    /** An array, by the place of its parameter. */
    public NumericArray array(int parameter) {
        return (NumericArray) values[parameter];
    }

    /** An array of floats. */
    public Floats floats(int parameter) {
        return (Floats) values[parameter];
    }

    /** An array of doubles. */
    public Doubles doubles(int parameter) {
        return (Doubles) values[parameter];
    }

    /** An array of ints. */
    public Ints ints(int parameter) {
        return (Ints) values[parameter];
    }

    /** An array of longs. */
    public Longs longs(int parameter) {
        return (Longs) values[parameter];
    }

    /** An array of halfs. */
    public Halfs halfs(int parameter) {
        return (Halfs) values[parameter];
    }

    /** A scalar; one of type {@code FLOAT} has the value of a float. */
    public double scalar(int parameter) {
        return ((Number) values[parameter]).doubleValue();
    }

    /** A scalar of a whole number. */
    public long whole(int parameter) {
        return ((Number) values[parameter]).longValue();
    }

    /** The array or number of a parameter; a {@code Float} for a scalar of type {@code FLOAT}. */
    public Object value(int parameter) {
        return values[parameter];
    }

    /** How many there are: as many as the kernel has parameters, or only its inputs and scalars. */
    public int size() {
        return values.length;
    }

    /** The arrays that are read, in the order of the parameters. */
    public List<NumericArray> inputs() {
        return arrays(Parameter.Kind.INPUT);
    }

    /** The arrays that are written, in the order of the parameters. */
    public List<NumericArray> outputs() {
        return arrays(Parameter.Kind.OUTPUT);
    }

    private List<NumericArray> arrays(Parameter.Kind kind) {
        var found = new java.util.ArrayList<NumericArray>();
        for (int i = 0; i < values.length; i++) {
            if (kernel.parameters().get(i).kind() == kind) {
                found.add(array(i));
            }
        }
        return List.copyOf(found);
    }
}
