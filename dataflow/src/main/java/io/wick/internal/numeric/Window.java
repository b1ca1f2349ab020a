package io.wick.internal.numeric;

import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Halfs;
import io.wick.numeric.Ints;
import io.wick.numeric.Longs;
import io.wick.numeric.NumericArray;

import java.nio.DoubleBuffer;

/**
 * A stretch of an array as loops read it fastest, and these loops. Elements that follow on each
 * other off the heap are read where they are; others are copied to memory like theirs. So a loop
 * sees one class of buffer, read-only and direct, whatever the array, and its compiler knows that
 * what is written, a Java array, is other memory: it makes vector instructions of it, which it does
 * not of loops over segments, or over arrays with several indices. Sums are in double precision.
 *
 * <p>Of one thread while it is loaded, then of any that read it.
 */
abstract sealed class Window permits FloatWindow, DoubleWindow {
    /** Elements of most stretches: sums for as many, and a result, fit the nearest cache. */
    static final int SIZE = 1024;

    /** A window of up to {@link #SIZE} elements at once of an array of floats or doubles. */
    static Window of(NumericArray array) {
        return of(array, SIZE);
    }

    /** A window of up to some elements at once of an array of floats or doubles. */
    static Window of(NumericArray array, int size) {
        return switch (array) {
            case Floats floats -> new FloatWindow(floats, size);
            case Doubles doubles -> new DoubleWindow(doubles, size);
            case Halfs _, Ints _, Longs _ ->
                    throw new IllegalArgumentException(
                            "A kernel of floats or doubles was given " + array);
        };
    }

    /** All elements of an array. */
    static Window whole(NumericArray array) {
        Window window = of(array, Math.toIntExact(array.size()));
        window.load(0, (int) array.size());
        return window;
    }

    /** Moves to elements of the array from one on: those are elements 0, 1, .. of the window. */
    abstract void load(long from, int count);

    /** {@code into[i] = this[from + i]}. */
    abstract void read(int from, double[] into, int count);

    /**
     * Puts {@code centre * this[i] + side * (left[i] + right[i] + above[i] + below[i])} into an
     * output from a place on.
     */
    abstract void cross(Cross around, double centre, double side, Output to, int at, int count);

    /**
     * What is beside a window. Windows of their own: of two loads of one address the compiler makes
     * one, and of what is shared by neighbouring elements no vectors.
     */
    record Cross(Window left, Window right, Window above, Window below) {}

    /** Gives rows of a width to the columns of a {@link RowTile}, from one of its rows on. */
    abstract void spread(DoubleBuffer into, int row, int rows, int width);

    /** {@code into[i] = this[places[i]]}. */
    abstract void gather(IntWindow places, double[] into, int count);

    /** {@code into[i] = this[i] * x[places[i]]}. */
    abstract void multiply(Window x, IntWindow places, double[] into, int count);

    /** {@code lanes[i] += this[i]}. */
    abstract void addTo(double[] lanes, int count);

    /** {@code lanes[i] += this[i] * other[from + i]}. */
    abstract void addProductsTo(double[] lanes, Window other, int from, int count);

    /** {@code sums[i] += by * this[from + i]}. */
    abstract void addScaledTo(double[] sums, double by, int from, int count);

    /** Adds how much each element is above a number, and the square of that. */
    abstract void addMomentsTo(double[] sums, double[] squares, double above, int count);

    /** The sum, as {@link #scan} adds. */
    abstract double total(int count);

    /**
     * Gives an output the sums of a number and all elements up to each; the last as {@link
     * Output#last}.
     *
     * @return the sum of the elements alone
     */
    abstract double scan(double before, Output to, int count);

    /**
     * Lowers the first of two keys to that of the least element, lifts the second to that of the
     * greatest. Keys are in the order of values, -0 before 0, NaN beyond the infinities.
     */
    abstract void ends(long[] keys, int count);

    /** The key of a value. */
    abstract long keyOf(double value);

    /** The value of a key. */
    abstract double ofKey(long key);

    /**
     * The interval of each element in the arithmetic of the type, up to {@link #SIZE} of them;
     * {@code bins} for what is in none.
     */
    abstract void intervals(double low, double high, int bins, int[] into, int count);
}
