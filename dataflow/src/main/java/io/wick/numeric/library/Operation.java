package io.wick.numeric.library;

/** What an instruction of a {@link Formula} does; {@code a} to {@code d} are its operands. */
public enum Operation {
    /** The element of an input. */
    INPUT(0),
    /** A number given to the run. */
    SCALAR(0),
    /** A constant. */
    CONSTANT(0),
    /** {@code a + b}. */
    ADD(2),
    /** {@code a - b}. */
    SUBTRACT(2),
    /** {@code a * b}. */
    MULTIPLY(2),
    /** {@code a / b}. */
    DIVIDE(2),
    /** {@code min(a, b)}, NaN if one is. */
    MIN(2),
    /** {@code max(a, b)}, NaN if one is. */
    MAX(2),
    /** {@code pow(a, b)}. */
    POWER(2),
    /** {@code -a}. */
    NEGATE(1),
    /** {@code |a|}. */
    ABS(1),
    /** The square root of {@code a}. */
    SQRT(1),
    /** {@code exp(a)}. */
    EXP(1),
    /** The natural logarithm of {@code a}. */
    LOG(1),
    /** {@code sin(a)}. */
    SIN(1),
    /** {@code cos(a)}. */
    COS(1),
    /** {@code tanh(a)}. */
    TANH(1),
    /** {@code a < b ? c : d}. */
    IF_LESS(4);

    private final int operands;

    Operation(int operands) {
        this.operands = operands;
    }

    /** How many of {@code a} to {@code d} it has. */
    public int operands() {
        return operands;
    }
}
