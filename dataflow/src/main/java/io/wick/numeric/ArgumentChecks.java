package io.wick.numeric;

import io.wick.numeric.Parameter.Kind;

/** Compares what a call was given with what the kernel takes. */
final class ArgumentChecks {
    private ArgumentChecks() {}

    /** Checks all values, and gives scalars their type. */
    static void check(Kernel kernel, Object[] values) {
        int all = kernel.parameters().size();
        if (values.length != all && values.length != kernel.givenParameters()) {
            throw new NumericException(
                    kernel
                            + " takes "
                            + kernel.givenParameters()
                            + " inputs, got "
                            + values.length
                            + ": "
                            + kernel.parameters().subList(0, kernel.givenParameters()).stream()
                                    .map(Parameter::name)
                                    .toList());
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = checked(kernel, kernel.parameters().get(i), values[i]);
        }
        for (int i = kernel.givenParameters(); i < values.length; i++) {
            checkApart(kernel, values, i);
        }
    }

    private static Object checked(Kernel kernel, Parameter parameter, Object value) {
        if (parameter.kind() == Kind.SCALAR || parameter.kind() == Kind.SIZE) {
            if (!(value instanceof Number number)) {
                throw wrong(kernel, parameter, "a number", value);
            }
            return scalar(kernel, parameter, number);
        }
        if (!(value instanceof NumericArray array) || array.type() != parameter.type()) {
            throw wrong(kernel, parameter, "an array of " + parameter.type().word() + "s", value);
        }
        if (parameter.kind() == Kind.OUTPUT && array.isFrozen()) {
            throw wrong(kernel, parameter, "an array that can be written", value);
        }
        return array;
    }

    private static Number scalar(Kernel kernel, Parameter parameter, Number number) {
        return switch (parameter.type()) {
            case HALF, FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
            case INT -> {
                if (number.doubleValue() != number.intValue()) {
                    throw wrong(kernel, parameter, "an int", number);
                }
                yield number.intValue();
            }
            case LONG -> {
                if (number.doubleValue() != number.longValue()) {
                    throw wrong(kernel, parameter, "a whole number", number);
                }
                yield number.longValue();
            }
        };
    }

    /** An output must not be memory that the kernel also reads, or writes as another output. */
    private static void checkApart(Kernel kernel, Object[] values, int output) {
        var written = (NumericArray) values[output];
        for (int i = 0; i < output; i++) {
            if (values[i] instanceof NumericArray other && written.overlaps(other)) {
                throw new NumericException(
                        kernel
                                + " was given the same memory as '"
                                + kernel.parameters().get(i).name()
                                + "' and as the output '"
                                + kernel.parameters().get(output).name()
                                + "'. Give it an output of its own");
            }
        }
    }

    private static NumericException wrong(
            Kernel kernel, Parameter parameter, String expected, Object value) {
        String got =
                value instanceof NumericArray || value instanceof Number
                        ? value.toString()
                        : value == null ? "null" : "a " + value.getClass().getName();
        return new NumericException(
                kernel + " takes " + expected + " as '" + parameter.name() + "', got " + got);
    }
}
