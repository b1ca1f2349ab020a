package io.wick.numeric;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A vector or a matrix of {@code int}s, or a view of one; see {@link NumericArray}. */
public final class Ints extends NumericArray {
    private static final ValueLayout.OfInt LAYOUT = ValueLayout.JAVA_INT_UNALIGNED;

    Ints(Block block, Shape shape) {
        super(block, shape);
    }

    private Ints(Block block, View view, boolean frozen) {
        super(block, view, frozen);
    }

    /** A vector of zeros. */
    public static Ints zeros(long length) {
        return zeros(Shape.vector(length));
    }

    /** A matrix of zeros. */
    public static Ints zeros(long rows, long columns) {
        return zeros(Shape.matrix(rows, columns));
    }

    /** Zeros in some form. */
    public static Ints zeros(Shape shape) {
        return new Ints(Block.allocate(Math.multiplyExact(shape.size(), Integer.BYTES)), shape);
    }

    /** A vector of these values, copied. */
    public static Ints of(int... values) {
        Ints made = zeros(values.length);
        made.write(0, values, 0, values.length);
        return made;
    }

    /** A vector of an array, without a copy: both see what is written to either. */
    public static Ints wrap(int[] values) {
        return new Ints(
                new Block(MemorySegment.ofArray(values), null), Shape.vector(values.length));
    }

    /**
     * A matrix of an array, without a copy: both see what is written to either.
     *
     * @param values the rows, one after the other
     * @throws IllegalArgumentException when there are not rows times columns of them
     */
    public static Ints wrap(int[] values, long rows, long columns) {
        return wrap(values).reshape(Shape.matrix(rows, columns));
    }

    @Override
    public ElementType type() {
        return ElementType.INT;
    }

    /** An element, by its place in the order of rows. */
    public int get(long index) {
        return data.getAtIndex(LAYOUT, place(index));
    }

    /** An element of a matrix. */
    public int get(long row, long column) {
        return data.getAtIndex(LAYOUT, place(row, column));
    }

    /** Sets an element, by its place in the order of rows. */
    public void set(long index, int value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(index), value);
    }

    /** Sets an element of a matrix. */
    public void set(long row, long column, int value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(row, column), value);
    }

    /** Sets all elements. */
    public void fill(int value) {
        for (long i = 0; i < size(); i++) {
            set(i, value);
        }
    }

    /** Copies elements, from one of them on in the order of rows. */
    public void read(long from, int[] into, int at, int count) {
        long place = run(from, count, into.length, at);
        if (place >= 0) {
            MemorySegment.copy(data, LAYOUT, place * Integer.BYTES, into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = get(from + i);
        }
    }

    /** Sets elements, from one of them on in the order of rows. */
    public void write(long from, int[] values, int at, int count) {
        checkWritable();
        long place = run(from, count, values.length, at);
        if (place >= 0) {
            MemorySegment.copy(values, at, data, LAYOUT, place * Integer.BYTES, count);
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
    public int[] toArray() {
        int[] values = new int[Math.toIntExact(size())];
        read(0, values, 0, values.length);
        return values;
    }

    @Override
    public double getDouble(long index) {
        return get(index);
    }

    @Override
    public void setDouble(long index, double value) {
        set(index, (int) value);
    }

    @Override
    public void read(long from, double[] into, int at, int count) {
        int[] part = new int[Math.min(count, PART)];
        for (int done = 0; done < count; done += part.length) {
            int now = Math.min(part.length, count - done);
            read(from + done, part, 0, now);
            widen(part, into, at + done, now);
        }
    }

    @Override
    public void write(long from, double[] values, int at, int count) {
        int[] part = new int[Math.min(count, PART)];
        for (int done = 0; done < count; done += part.length) {
            int now = Math.min(part.length, count - done);
            narrow(values, at + done, part, now);
            write(from + done, part, 0, now);
        }
    }

    private static void widen(int[] from, double[] into, int at, int count) {
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

    private static void narrow(double[] from, int at, int[] into, int count) {
        if (at == 0) {
            for (int i = 0; i < count; i++) {
                into[i] = (int) from[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[i] = (int) from[at + i];
        }
    }

    @Override
    public Ints copy() {
        Ints made = zeros(shape());
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
    public Ints freeze() {
        return (Ints) super.freeze();
    }

    @Override
    public Ints row(long row) {
        return (Ints) super.row(row);
    }

    @Override
    public Ints column(long column) {
        return (Ints) super.column(column);
    }

    @Override
    public Ints rows(long from, long to) {
        return (Ints) super.rows(from, to);
    }

    @Override
    public Ints columns(long from, long to) {
        return (Ints) super.columns(from, to);
    }

    @Override
    public Ints transpose() {
        return (Ints) super.transpose();
    }

    @Override
    public Ints reshape(Shape to) {
        return (Ints) super.reshape(to);
    }

    @Override
    Ints view(View view, boolean frozen) {
        return new Ints(block, view, frozen);
    }
}
