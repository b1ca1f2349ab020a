package io.wick.numeric.library;

import io.wick.internal.numeric.FormulaCode;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.NumericArray;
import io.wick.numeric.NumericException;
import io.wick.numeric.Shape;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * An {@link Expression} as a list of instructions: elementwise arithmetic of any length in one pass
 * over memory. What a backend generates its code from. Immutable.
 *
 * @param name of the kernel; two formulas of one name should be the same
 * @param type of all arrays, and of the arithmetic: {@code FLOAT} or {@code DOUBLE}. Functions such
 *     as {@code exp} are computed in double and rounded
 * @param inputs how many arrays
 * @param scalars how many numbers
 * @param instructions each uses earlier ones; the last one is the result
 */
public record Formula(
        String name, ElementType type, int inputs, int scalars, List<Instruction> instructions)
        implements Serializable {
    /** Instructions of one formula, at most: what fits into one method. */
    public static final int MOST = 1000;

    /**
     * One step.
     *
     * @param operands the places of the instructions whose results it takes
     * @param index of the input or scalar; else 0
     * @param constant of a constant; else 0
     */
    public record Instruction(
            Operation operation, List<Integer> operands, int index, double constant)
            implements Serializable {}

    public Formula {
        if (type != ElementType.FLOAT && type != ElementType.DOUBLE) {
            throw new IllegalArgumentException(
                    "Formula '" + name + "' is for floats or doubles, not " + type);
        }
        instructions = List.copyOf(instructions);
        if (inputs < 1) {
            throw new IllegalArgumentException("Formula '" + name + "' has no input");
        }
        if (instructions.isEmpty() || instructions.size() > MOST) {
            throw new IllegalArgumentException(
                    "Formula '"
                            + name
                            + "' has "
                            + instructions.size()
                            + " instructions; it can have 1 to "
                            + MOST);
        }
    }

    /** The formula of an expression. */
    public static Formula of(String name, ElementType type, Expression expression) {
        var instructions = new ArrayList<Instruction>();
        add(expression, new IdentityHashMap<>(), instructions);
        int inputs = 0;
        int scalars = 0;
        for (Instruction each : instructions) {
            switch (each.operation) {
                case INPUT -> inputs = Math.max(inputs, each.index + 1);
                case SCALAR -> scalars = Math.max(scalars, each.index + 1);
                default -> {}
            }
        }
        return new Formula(name, type, inputs, scalars, instructions);
    }

    /**
     * The kernel: inputs {@code x0}, {@code x1}, .. of one shape, then scalars {@code s0}, ..,
     * gives an array of that shape. Its {@link Kernel#definition} is this.
     */
    public Kernel kernel() {
        Kernel.Builder kernel = Kernel.named(name).definition(this);
        for (int i = 0; i < inputs; i++) {
            kernel.input("x" + i, type);
        }
        for (int i = 0; i < scalars; i++) {
            kernel.scalar("s" + i, type);
        }
        String called = name;
        double operations = instructions.size();
        int arrays = inputs;
        return kernel.output("result", type, given -> sameShape(called, given.inputs()))
                .work(given -> operations * given.array(arrays - 1).size())
                .cpu(new FormulaCode(this))
                .build();
    }

    private static int add(
            Expression expression,
            Map<Expression, Integer> places,
            List<Instruction> instructions) {
        Integer known = places.get(expression);
        if (known != null) {
            return known;
        }
        var operands = new ArrayList<Integer>();
        for (Expression operand : expression.operands) {
            operands.add(add(operand, places, instructions));
        }
        instructions.add(
                new Instruction(
                        expression.operation,
                        List.copyOf(operands),
                        expression.index,
                        expression.constant));
        places.put(expression, instructions.size() - 1);
        return instructions.size() - 1;
    }

    static Shape sameShape(String name, List<NumericArray> arrays) {
        Shape shape = arrays.getFirst().shape();
        for (NumericArray array : arrays) {
            if (!array.shape().equals(shape)) {
                throw new NumericException(
                        "Kernel '" + name + "' takes arrays of one shape, got " + arrays);
            }
        }
        return shape;
    }
}
