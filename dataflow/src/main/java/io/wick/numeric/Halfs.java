package io.wick.numeric;

import java.lang.foreign.ValueLayout;

/**
 * A vector or a matrix of halfs (IEEE 754 binary16), got and set as floats, or a view of one; see
 * {@link NumericArray}.
 */
public final class Halfs extends NumericArray {
    private static final ValueLayout.OfShort LAYOUT = ValueLayout.JAVA_SHORT_UNALIGNED;

    Halfs(Block block, Shape shape) {
        super(block, shape);
    }

    private Halfs(Block block, View view, boolean frozen) {
        super(block, view, frozen);
    }

    /** A vector of zeros. */
    public static Halfs zeros(long length) {
        return zeros(Shape.vector(length));
    }

    /** A matrix of zeros. */
    public static Halfs zeros(long rows, long columns) {
        return zeros(Shape.matrix(rows, columns));
    }

    /** Zeros in some form. */
    public static Halfs zeros(Shape shape) {
        return new Halfs(Block.allocate(Math.multiplyExact(shape.size(), Short.BYTES)), shape);
    }

    /** A vector of these values, copied. */
    public static Halfs of(float... values) {
        Halfs made = zeros(values.length);
        made.write(0, values, 0, values.length);
        return made;
    }

    @Override
    public ElementType type() {
        return ElementType.HALF;
    }

    /** An element, by its place in the order of rows. */
    public float get(long index) {
        return Float.float16ToFloat(data.getAtIndex(LAYOUT, place(index)));
    }

    /** An element of a matrix. */
    public float get(long row, long column) {
        return Float.float16ToFloat(data.getAtIndex(LAYOUT, place(row, column)));
    }

    /** Sets an element, by its place in the order of rows. */
    public void set(long index, float value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(index), Float.floatToFloat16(value));
    }

    /** Sets an element of a matrix. */
    public void set(long row, long column, float value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(row, column), Float.floatToFloat16(value));
    }

    /** Sets all elements. */
    public void fill(float value) {
        for (long i = 0; i < size(); i++) {
            set(i, value);
        }
    }

    /** Copies elements, from one of them on in the order of rows. */
    public void read(long from, float[] into, int at, int count) {
        long place = run(from, count, into.length, at);
        if (place >= 0) {
            for (int i = 0; i < count; i++) {
                into[at + i] = Float.float16ToFloat(data.getAtIndex(LAYOUT, place + i));
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = get(from + i);
        }
    }

    /** Sets elements, from one of them on in the order of rows. */
    public void write(long from, float[] values, int at, int count) {
        checkWritable();
        long place = run(from, count, values.length, at);
        if (place >= 0) {
            for (int i = 0; i < count; i++) {
                data.setAtIndex(LAYOUT, place + i, Float.floatToFloat16(values[at + i]));
            }
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
    public float[] toArray() {
        float[] values = new float[Math.toIntExact(size())];
        read(0, values, 0, values.length);
        return values;
    }

    @Override
    public double getDouble(long index) {
        return get(index);
    }

    @Override
    public void setDouble(long index, double value) {
        set(index, (float) value);
    }

    @Override
    public void read(long from, double[] into, int at, int count) {
        long place = run(from, count, into.length, at);
        for (int i = 0; i < count; i++) {
            into[at + i] =
                    Float.float16ToFloat(
                            data.getAtIndex(LAYOUT, place < 0 ? place(from + i) : place + i));
        }
    }

    @Override
    public void write(long from, double[] values, int at, int count) {
        checkWritable();
        long place = run(from, count, values.length, at);
        for (int i = 0; i < count; i++) {
            float value = (float) values[at + i];
            data.setAtIndex(
                    LAYOUT, place < 0 ? place(from + i) : place + i, Float.floatToFloat16(value));
        }
    }

    @Override
    public Halfs copy() {
        Halfs made = zeros(shape());
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
    public Halfs freeze() {
        return (Halfs) super.freeze();
    }

    @Override
    public Halfs row(long row) {
        return (Halfs) super.row(row);
    }

    @Override
    public Halfs column(long column) {
        return (Halfs) super.column(column);
    }

    @Override
    public Halfs rows(long from, long to) {
        return (Halfs) super.rows(from, to);
    }

    @Override
    public Halfs columns(long from, long to) {
        return (Halfs) super.columns(from, to);
    }

    @Override
    public Halfs transpose() {
        return (Halfs) super.transpose();
    }

    @Override
    public Halfs reshape(Shape to) {
        return (Halfs) super.reshape(to);
    }

    @Override
    Halfs view(View view, boolean frozen) {
        return new Halfs(block, view, frozen);
    }
}
