package io.wick.numeric;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A vector or a matrix of {@code float}s, or a view of one; see {@link NumericArray}. */
public final class Floats extends NumericArray {
    private static final ValueLayout.OfFloat LAYOUT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    Floats(Block block, Shape shape) {
        super(block, shape);
    }

    private Floats(Block block, View view, boolean frozen) {
        super(block, view, frozen);
    }

    /** A vector of zeros. */
    public static Floats zeros(long length) {
        return zeros(Shape.vector(length));
    }

    /** A matrix of zeros. */
    public static Floats zeros(long rows, long columns) {
        return zeros(Shape.matrix(rows, columns));
    }

    /** Zeros in some form. */
    public static Floats zeros(Shape shape) {
        return new Floats(Block.allocate(Math.multiplyExact(shape.size(), Float.BYTES)), shape);
    }

    /** A vector of these values, copied. */
    public static Floats of(float... values) {
        Floats made = zeros(values.length);
        made.write(0, values, 0, values.length);
        return made;
    }

    /** A vector of an array, without a copy: both see what is written to either. */
    public static Floats wrap(float[] values) {
        return new Floats(
                new Block(MemorySegment.ofArray(values), null), Shape.vector(values.length));
    }

    /**
     * A matrix of an array, without a copy: both see what is written to either.
     *
     * @param values the rows, one after the other
     * @throws IllegalArgumentException when there are not rows times columns of them
     */
    public static Floats wrap(float[] values, long rows, long columns) {
        return wrap(values).reshape(Shape.matrix(rows, columns));
    }

    @Override
    public ElementType type() {
        return ElementType.FLOAT;
    }

    /** An element, by its place in the order of rows. */
    public float get(long index) {
        return data.getAtIndex(LAYOUT, place(index));
    }

    /** An element of a matrix. */
    public float get(long row, long column) {
        return data.getAtIndex(LAYOUT, place(row, column));
    }

    /** Sets an element, by its place in the order of rows. */
    public void set(long index, float value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(index), value);
    }

    /** Sets an element of a matrix. */
    public void set(long row, long column, float value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(row, column), value);
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
            MemorySegment.copy(data, LAYOUT, place * Float.BYTES, into, at, count);
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
            MemorySegment.copy(values, at, data, LAYOUT, place * Float.BYTES, count);
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
        float[] part = new float[Math.min(count, PART)];
        for (int done = 0; done < count; done += part.length) {
            int now = Math.min(part.length, count - done);
            read(from + done, part, 0, now);
            widen(part, into, at + done, now);
        }
    }

    @Override
    public void write(long from, double[] values, int at, int count) {
        float[] part = new float[Math.min(count, PART)];
        for (int done = 0; done < count; done += part.length) {
            int now = Math.min(part.length, count - done);
            narrow(values, at + done, part, now);
            write(from + done, part, 0, now);
        }
    }

    private static void widen(float[] from, double[] into, int at, int count) {
        if (at == 0) { // a loop of one index becomes vector instructions
            for (int i = 0; i < count; i++) {
                into[i] = from[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = from[i];
        }
    }

    private static void narrow(double[] from, int at, float[] into, int count) {
        if (at == 0) {
            for (int i = 0; i < count; i++) {
                into[i] = (float) from[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[i] = (float) from[at + i];
        }
    }

    @Override
    public Floats copy() {
        Floats made = zeros(shape());
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
    public Floats freeze() {
        return (Floats) super.freeze();
    }

    @Override
    public Floats row(long row) {
        return (Floats) super.row(row);
    }

    @Override
    public Floats column(long column) {
        return (Floats) super.column(column);
    }

    @Override
    public Floats rows(long from, long to) {
        return (Floats) super.rows(from, to);
    }

    @Override
    public Floats columns(long from, long to) {
        return (Floats) super.columns(from, to);
    }

    @Override
    public Floats transpose() {
        return (Floats) super.transpose();
    }

    @Override
    public Floats reshape(Shape to) {
        return (Floats) super.reshape(to);
    }

    @Override
    Floats view(View view, boolean frozen) {
        return new Floats(block, view, frozen);
    }
}
