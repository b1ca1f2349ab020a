package io.wick.numeric;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A vector or a matrix of {@code double}s, or a view of one; see {@link NumericArray}. */
public final class Doubles extends NumericArray {
    private static final ValueLayout.OfDouble LAYOUT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    Doubles(Block block, Shape shape) {
        super(block, shape);
    }

    private Doubles(Block block, View view, boolean frozen) {
        super(block, view, frozen);
    }

    /** A vector of zeros. */
    public static Doubles zeros(long length) {
        return zeros(Shape.vector(length));
    }

    /** A matrix of zeros. */
    public static Doubles zeros(long rows, long columns) {
        return zeros(Shape.matrix(rows, columns));
    }

    /** Zeros in some form. */
    public static Doubles zeros(Shape shape) {
        return new Doubles(Block.allocate(Math.multiplyExact(shape.size(), Double.BYTES)), shape);
    }

    /** A vector of these values, copied. */
    public static Doubles of(double... values) {
        Doubles made = zeros(values.length);
        made.write(0, values, 0, values.length);
        return made;
    }

    /** A vector of an array, without a copy: both see what is written to either. */
    public static Doubles wrap(double[] values) {
        return new Doubles(
                new Block(MemorySegment.ofArray(values), null), Shape.vector(values.length));
    }

    /**
     * A matrix of an array, without a copy: both see what is written to either.
     *
     * @param values the rows, one after the other
     * @throws IllegalArgumentException when there are not rows times columns of them
     */
    public static Doubles wrap(double[] values, long rows, long columns) {
        return wrap(values).reshape(Shape.matrix(rows, columns));
    }

    @Override
    public ElementType type() {
        return ElementType.DOUBLE;
    }

    /** An element, by its place in the order of rows. */
    public double get(long index) {
        return data.getAtIndex(LAYOUT, place(index));
    }

    /** An element of a matrix. */
    public double get(long row, long column) {
        return data.getAtIndex(LAYOUT, place(row, column));
    }

    /** Sets an element, by its place in the order of rows. */
    public void set(long index, double value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(index), value);
    }

    /** Sets an element of a matrix. */
    public void set(long row, long column, double value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(row, column), value);
    }

    /** Sets all elements. */
    public void fill(double value) {
        for (long i = 0; i < size(); i++) {
            set(i, value);
        }
    }

    @Override
    public void read(long from, double[] into, int at, int count) {
        long place = run(from, count, into.length, at);
        if (place >= 0) {
            MemorySegment.copy(data, LAYOUT, place * Double.BYTES, into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = get(from + i);
        }
    }

    @Override
    public void write(long from, double[] values, int at, int count) {
        checkWritable();
        long place = run(from, count, values.length, at);
        if (place >= 0) {
            MemorySegment.copy(values, at, data, LAYOUT, place * Double.BYTES, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            set(from + i, values[at + i]);
        }
    }

    /**
     * The elements in the order of rows, copied.
     *
     * @throws ArithmeticException when there are more than an array can have
     */
    public double[] toArray() {
        double[] values = new double[Math.toIntExact(size())];
        read(0, values, 0, values.length);
        return values;
    }

    @Override
    public double getDouble(long index) {
        return get(index);
    }

    @Override
    public void setDouble(long index, double value) {
        set(index, value);
    }

    @Override
    public Doubles copy() {
        Doubles made = zeros(shape());
        if (isContiguous()) {
            made.contiguous().copyFrom(contiguous());
        } else {
            for (long i = 0; i < size(); i++) {
                made.set(i, get(i));
            }
        }
        return made;
    }

    @Override
    public Doubles freeze() {
        return (Doubles) super.freeze();
    }

    @Override
    public Doubles row(long row) {
        return (Doubles) super.row(row);
    }

    @Override
    public Doubles column(long column) {
        return (Doubles) super.column(column);
    }

    @Override
    public Doubles rows(long from, long to) {
        return (Doubles) super.rows(from, to);
    }

    @Override
    public Doubles columns(long from, long to) {
        return (Doubles) super.columns(from, to);
    }

    @Override
    public Doubles transpose() {
        return (Doubles) super.transpose();
    }

    @Override
    public Doubles reshape(Shape to) {
        return (Doubles) super.reshape(to);
    }

    @Override
    Doubles view(View view, boolean frozen) {
        return new Doubles(block, view, frozen);
    }
}
