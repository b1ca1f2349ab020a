package io.wick.numeric.library;

import java.util.List;

/**
 * Arithmetic on the elements of arrays that stand in the same place: built here, made a kernel of
 * by {@link Formula#of}. Immutable; one that is used twice is computed once.
 *
 * <pre>{@code
 * Expression x = Expression.input(0), y = Expression.input(1);
 * Kernel distance = Formula.of("distance", FLOAT, x.times(x).plus(y.times(y)).sqrt()).kernel();
 * }</pre>
 */
public final class Expression {
    final Operation operation;
    final List<Expression> operands;
    final int index;
    final double constant;

    private Expression(Operation operation, int index, double constant, Expression... operands) {
        this.operation = operation;
        this.index = index;
        this.constant = constant;
        this.operands = List.of(operands);
    }

    /** The element of an input, by the place of the input among the kernel's arrays, from 0. */
    public static Expression input(int index) {
        return new Expression(Operation.INPUT, index, 0);
    }

    /** A number that each run is given, by its place among the kernel's scalars, from 0. */
    public static Expression scalar(int index) {
        return new Expression(Operation.SCALAR, index, 0);
    }

    /** A number that is always the same. */
    public static Expression constant(double value) {
        return new Expression(Operation.CONSTANT, 0, value);
    }

    /** The sum. */
    public Expression plus(Expression other) {
        return of(Operation.ADD, this, other);
    }

    /** The difference. */
    public Expression minus(Expression other) {
        return of(Operation.SUBTRACT, this, other);
    }

    /** The product. */
    public Expression times(Expression other) {
        return of(Operation.MULTIPLY, this, other);
    }

    /** The product with a constant. */
    public Expression times(double other) {
        return times(constant(other));
    }

    /** The sum with a constant. */
    public Expression plus(double other) {
        return plus(constant(other));
    }

    /** The quotient. */
    public Expression over(Expression other) {
        return of(Operation.DIVIDE, this, other);
    }

    /** The smaller; NaN if one is. */
    public Expression min(Expression other) {
        return of(Operation.MIN, this, other);
    }

    /** The larger; NaN if one is. */
    public Expression max(Expression other) {
        return of(Operation.MAX, this, other);
    }

    /** This to a power, as {@link Math#pow}. */
    public Expression power(Expression exponent) {
        return of(Operation.POWER, this, exponent);
    }

    /** With the other sign. */
    public Expression negate() {
        return of(Operation.NEGATE, this);
    }

    /** Without its sign. */
    public Expression abs() {
        return of(Operation.ABS, this);
    }

    /** The square root. */
    public Expression sqrt() {
        return of(Operation.SQRT, this);
    }

    /** Euler's number to this power. */
    public Expression exp() {
        return of(Operation.EXP, this);
    }

    /** The natural logarithm. */
    public Expression log() {
        return of(Operation.LOG, this);
    }

    /** The sine. */
    public Expression sin() {
        return of(Operation.SIN, this);
    }

    /** The cosine. */
    public Expression cos() {
        return of(Operation.COS, this);
    }

    /** The hyperbolic tangent. */
    public Expression tanh() {
        return of(Operation.TANH, this);
    }

    /** One value where this is less than another, and another one elsewhere, also for NaN. */
    public Expression ifLess(Expression than, Expression then, Expression otherwise) {
        return of(Operation.IF_LESS, this, than, then, otherwise);
    }

    private static Expression of(Operation operation, Expression... operands) {
        return new Expression(operation, 0, 0, operands);
    }
}
