package io.wick.numeric;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A vector or a matrix of {@code long}s, or a view of one; see {@link NumericArray}. */
public final class Longs extends NumericArray {
    private static final ValueLayout.OfLong LAYOUT = ValueLayout.JAVA_LONG_UNALIGNED;

    Longs(Block block, Shape shape) {
        super(block, shape);
    }

    private Longs(Block block, View view, boolean frozen) {
        super(block, view, frozen);
    }

    /** A vector of zeros. */
    public static Longs zeros(long length) {
        return zeros(Shape.vector(length));
    }

    /** A matrix of zeros. */
    public static Longs zeros(long rows, long columns) {
        return zeros(Shape.matrix(rows, columns));
    }

    /** Zeros in some form. */
    public static Longs zeros(Shape shape) {
        return new Longs(Block.allocate(Math.multiplyExact(shape.size(), Long.BYTES)), shape);
    }

    /** A vector of these values, copied. */
    public static Longs of(long... values) {
        Longs made = zeros(values.length);
        made.write(0, values, 0, values.length);
        return made;
    }

    /** A vector of an array, without a copy: both see what is written to either. */
    public static Longs wrap(long[] values) {
        return new Longs(
                new Block(MemorySegment.ofArray(values), null), Shape.vector(values.length));
    }

    /**
     * A matrix of an array, without a copy: both see what is written to either.
     *
     * @param values the rows, one after the other
     * @throws IllegalArgumentException when there are not rows times columns of them
     */
    public static Longs wrap(long[] values, long rows, long columns) {
        return wrap(values).reshape(Shape.matrix(rows, columns));
    }

    @Override
    public ElementType type() {
        return ElementType.LONG;
    }

    /** An element, by its place in the order of rows. */
    public long get(long index) {
        return data.getAtIndex(LAYOUT, place(index));
    }

    /** An element of a matrix. */
    public long get(long row, long column) {
        return data.getAtIndex(LAYOUT, place(row, column));
    }

    /** Sets an element, by its place in the order of rows. */
    public void set(long index, long value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(index), value);
    }

    /** Sets an element of a matrix. */
    public void set(long row, long column, long value) {
        checkWritable();
        data.setAtIndex(LAYOUT, place(row, column), value);
    }

    /** Sets all elements. */
    public void fill(long value) {
        for (long i = 0; i < size(); i++) {
            set(i, value);
        }
    }

    /** Copies elements, from one of them on in the order of rows. */
    public void read(long from, long[] into, int at, int count) {
        long place = run(from, count, into.length, at);
        if (place >= 0) {
            MemorySegment.copy(data, LAYOUT, place * Long.BYTES, into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = get(from + i);
        }
    }

    /** Sets elements, from one of them on in the order of rows. */
    public void write(long from, long[] values, int at, int count) {
        checkWritable();
        long place = run(from, count, values.length, at);
        if (place >= 0) {
            MemorySegment.copy(values, at, data, LAYOUT, place * Long.BYTES, count);
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
    public long[] toArray() {
        long[] values = new long[Math.toIntExact(size())];
        read(0, values, 0, values.length);
        return values;
    }

    @Override
    public double getDouble(long index) {
        return get(index);
    }

    @Override
    public void setDouble(long index, double value) {
        set(index, (long) value);
    }

    @Override
    public void read(long from, double[] into, int at, int count) {
        long[] part = new long[Math.min(count, PART)];
        for (int done = 0; done < count; done += part.length) {
            int now = Math.min(part.length, count - done);
            read(from + done, part, 0, now);
            widen(part, into, at + done, now);
        }
    }

    @Override
    public void write(long from, double[] values, int at, int count) {
        long[] part = new long[Math.min(count, PART)];
        for (int done = 0; done < count; done += part.length) {
            int now = Math.min(part.length, count - done);
            narrow(values, at + done, part, now);
            write(from + done, part, 0, now);
        }
    }

    private static void widen(long[] from, double[] into, int at, int count) {
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

    private static void narrow(double[] from, int at, long[] into, int count) {
        if (at == 0) {
            for (int i = 0; i < count; i++) {
                into[i] = (long) from[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[i] = (long) from[at + i];
        }
    }

    @Override
    public Longs copy() {
        Longs made = zeros(shape());
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
    public Longs freeze() {
        return (Longs) super.freeze();
    }

    @Override
    public Longs row(long row) {
        return (Longs) super.row(row);
    }

    @Override
    public Longs column(long column) {
        return (Longs) super.column(column);
    }

    @Override
    public Longs rows(long from, long to) {
        return (Longs) super.rows(from, to);
    }

    @Override
    public Longs columns(long from, long to) {
        return (Longs) super.columns(from, to);
    }

    @Override
    public Longs transpose() {
        return (Longs) super.transpose();
    }

    @Override
    public Longs reshape(Shape to) {
        return (Longs) super.reshape(to);
    }

    @Override
    Longs view(View view, boolean frozen) {
        return new Longs(block, view, frozen);
    }
}
