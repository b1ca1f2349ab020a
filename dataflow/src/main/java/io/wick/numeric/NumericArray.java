package io.wick.numeric;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A vector or a matrix of numbers of one type, or a view of one: what kernels compute on.
 *
 * <p>Memory of its own is off the heap, zeroed, at an address divisible by 64, with room for a
 * header in front so that a device library wraps it without a copy; it is freed when the last array
 * or view that refers to it is collected. An array may also be a view of a Java array. Elements are
 * in rows (C order) in the machine's byte order. Views share the elements.
 *
 * <pre>{@code
 * Floats points = Floats.zeros(1_000, 3);
 * points.row(7).set(0, 1.5f);
 * Floats firstHundred = points.rows(0, 100);
 * }</pre>
 *
 * <p>A frozen array refuses to be written. What comes out of the object store is frozen. For any
 * number of threads that read; threads that write need their own agreement.
 */
public abstract sealed class NumericArray permits Doubles, Floats, Halfs, Ints, Longs {
    /** Elements that conversions take at once: few enough to stay in the nearest cache. */
    static final int PART = 2048;

    final Block block;
    final MemorySegment data;
    final boolean frozen;
    private final Shape shape;
    private final long offset;
    private final long rowStride;
    private final long columnStride;
    private final long size;
    private final boolean contiguous;

    NumericArray(Block block, Shape shape) {
        this(block, new View(shape, 0, shape.columns(), 1), false);
    }

    NumericArray(Block block, View view, boolean frozen) {
        this.block = block;
        this.data = block.data();
        this.shape = view.shape;
        this.offset = shape.size() == 0 ? 0 : view.offset; // there may be no such place
        this.rowStride = view.rowStride;
        this.columnStride = view.columnStride;
        this.frozen = frozen || data.isReadOnly();
        this.size = shape.size();
        this.contiguous =
                (columnStride == 1 || shape.columns() <= 1)
                        && (rowStride == shape.columns() || shape.rows() <= 1);
    }

    /** Where the elements of a view are in its block, in elements. */
    record View(Shape shape, long offset, long rowStride, long columnStride) {}

    abstract NumericArray view(View view, boolean frozen);

    /** An array of zeros of a type. */
    public static NumericArray zeros(ElementType type, Shape shape) {
        return switch (type) {
            case HALF -> Halfs.zeros(shape);
            case FLOAT -> Floats.zeros(shape);
            case DOUBLE -> Doubles.zeros(shape);
            case INT -> Ints.zeros(shape);
            case LONG -> Longs.zeros(shape);
        };
    }

    /**
     * What a cache, a batch or a program has, as an array, without a copy: of {@code float[]},
     * {@code double[]}, {@code int[]} and {@code long[]}; of a {@link Column} of such, which it
     * leaves as it is: frozen; of an array, itself.
     *
     * @throws NumericException for anything else, and for a column with nulls
     */
    public static NumericArray viewOf(Object value) {
        return switch (value) {
            case NumericArray array -> array;
            case float[] values -> Floats.wrap(values);
            case double[] values -> Doubles.wrap(values);
            case int[] values -> Ints.wrap(values);
            case long[] values -> Longs.wrap(values);
            case Column column -> ofColumn(column);
            default ->
                    throw new NumericException(
                            "No array of numbers can be made of a "
                                    + value.getClass().getTypeName()
                                    + ": give an array or a column of floats, doubles, ints or"
                                    + " longs");
        };
    }

    private static NumericArray ofColumn(Column column) {
        if (column.hasNulls()) {
            throw new NumericException(
                    "The column of "
                            + column.size()
                            + " values may have nulls, and an array of numbers has none: drop the"
                            + " rows with nulls first");
        }
        NumericArray array =
                switch (column) {
                    case FloatColumn values -> Floats.wrap(values.values());
                    case DoubleColumn values -> Doubles.wrap(values.values());
                    case IntColumn values -> Ints.wrap(values.values());
                    case LongColumn values -> Longs.wrap(values.values());
                    case BooleanColumn _, StringColumn _, ObjectColumn _ ->
                            throw new NumericException(
                                    "A " + column.getClass().getSimpleName() + " has no numbers");
                };
        return array.freeze();
    }

    /** What the elements are. */
    public abstract ElementType type();

    /** An element, by its place in the order of rows, as a double; longs are rounded. */
    public abstract double getDouble(long index);

    /**
     * Sets an element by its place in the order of rows; rounded to the type, cut off towards zero
     * for whole numbers.
     */
    public abstract void setDouble(long index, double value);

    /**
     * Copies elements, from one of them on in the order of rows, as doubles.
     *
     * @throws IndexOutOfBoundsException when there are not so many
     */
    public abstract void read(long from, double[] into, int at, int count);

    /** Sets elements, from one of them on, as {@link #setDouble} does. */
    public abstract void write(long from, double[] values, int at, int count);

    /** How many elements, in what form. */
    public final Shape shape() {
        return shape;
    }

    /** How many elements. */
    public final long size() {
        return size;
    }

    /** The rows of a matrix, the length of a vector. */
    public final long rows() {
        return shape.rows();
    }

    /** The columns of a matrix; 1 for a vector. */
    public final long columns() {
        return shape.columns();
    }

    /** How many bytes the elements have. */
    public final long bytes() {
        return size() * type().bytes();
    }

    /** Whether writing is refused. */
    public final boolean isFrozen() {
        return frozen;
    }

    /** Whether the elements follow on each other in memory, in the order of rows. */
    public final boolean isContiguous() {
        return contiguous;
    }

    /** Whether the elements are off the heap. */
    public final boolean isNative() {
        return data.isNative();
    }

    /**
     * The elements as memory, without a copy; read-only when frozen.
     *
     * @throws IllegalStateException when they do not follow on each other; {@link #copy} first
     */
    public final MemorySegment segment() {
        MemorySegment segment = contiguous();
        return frozen ? segment.asReadOnly() : segment;
    }

    /**
     * For backends: the elements with so many bytes of room in front, without a copy; null where
     * there is none, as in a view that starts later or does not follow on, or on the heap. The room
     * may be written, and must not be relied upon later: others write it too. The elements of a
     * frozen array must not be written.
     *
     * @param header bytes, from 1 to 64
     */
    public final @Nullable MemorySegment segmentWithHeader(int header) {
        MemorySegment room = block.room();
        if (header < 1 || header > Block.ROOM) {
            throw new IllegalArgumentException(
                    "A header has 1 to " + Block.ROOM + " bytes, not " + header);
        }
        if (room == null || offset != 0 || !isContiguous()) {
            return null;
        }
        return room.asSlice(Block.ROOM - header, header + bytes());
    }

    /**
     * For backends: the same for all views of the same memory, and alive as long as it; a copy of a
     * frozen array may be kept elsewhere under it together with {@link #placeInMemory}.
     */
    public final Object memory() {
        return block;
    }

    /** For backends: the first element's place in {@link #memory}, in elements. */
    public final long placeInMemory() {
        return offset;
    }

    /**
     * Whether elements of both may be the same memory.
     *
     * @param other of any type
     */
    public final boolean overlaps(NumericArray other) {
        if (size() == 0 || other.size() == 0) {
            return false;
        }
        return span().asOverlappingSlice(other.span()).isPresent();
    }

    /** A view that refuses to be written; the caller promises not to write the elements either. */
    public NumericArray freeze() {
        return frozen ? this : view(new View(shape, offset, rowStride, columnStride), true);
    }

    /** A row of a matrix, as a vector. */
    public NumericArray row(long row) {
        checkMatrix("row(..)");
        Objects.checkIndex(row, shape.rows());
        return view(
                new View(
                        Shape.vector(shape.columns()),
                        offset + row * rowStride,
                        columnStride,
                        columnStride),
                frozen);
    }

    /** A column of a matrix, as a vector. */
    public NumericArray column(long column) {
        checkMatrix("column(..)");
        Objects.checkIndex(column, shape.columns());
        return view(
                new View(
                        Shape.vector(shape.rows()),
                        offset + column * columnStride,
                        rowStride,
                        rowStride),
                frozen);
    }

    /** The rows of a matrix, or elements of a vector, from one up to but without another. */
    public NumericArray rows(long from, long to) {
        Objects.checkFromToIndex(from, to, shape.rows());
        return view(
                new View(
                        new Shape(shape.rank(), to - from, shape.columns()),
                        offset + from * rowStride,
                        rowStride,
                        columnStride),
                frozen);
    }

    /** The columns of a matrix from one up to but without another. */
    public NumericArray columns(long from, long to) {
        checkMatrix("columns(..)");
        Objects.checkFromToIndex(from, to, shape.columns());
        return view(
                new View(
                        Shape.matrix(shape.rows(), to - from),
                        offset + from * columnStride,
                        rowStride,
                        columnStride),
                frozen);
    }

    /** The matrix with rows as columns; the elements stay where they are. */
    public NumericArray transpose() {
        checkMatrix("transpose()");
        return view(
                new View(
                        Shape.matrix(shape.columns(), shape.rows()),
                        offset,
                        columnStride,
                        rowStride),
                frozen);
    }

    /**
     * The same elements in another form.
     *
     * @throws IllegalArgumentException when it has not as many
     * @throws IllegalStateException when they do not follow on each other
     */
    public NumericArray reshape(Shape to) {
        if (to.size() != size()) {
            throw new IllegalArgumentException(
                    this + " has " + size() + " elements, not the " + to.size() + " of " + to);
        }
        contiguous();
        return view(new View(to, offset, to.columns(), 1), frozen);
    }

    /** A copy of its own, off the heap, that can be written. */
    public abstract NumericArray copy();

    /** Its type and shape. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + shape + (frozen ? ", frozen" : "");
    }

    /** The elements as memory that can be written if the block can. */
    final MemorySegment contiguous() {
        if (!isContiguous()) {
            throw new IllegalStateException(
                    this
                            + " is a view whose elements do not follow on each other (strides "
                            + rowStride
                            + " and "
                            + columnStride
                            + "); take copy() of it first");
        }
        return data.asSlice(offset * type().bytes(), bytes());
    }

    /** The place in the block of an element in the order of rows, in elements. */
    final long place(long index) {
        Objects.checkIndex(index, size);
        if (contiguous) {
            return offset + index;
        }
        return shape.columns() == 1
                ? offset + index * rowStride
                : placeOf(index / shape.columns(), index % shape.columns());
    }

    /** The place in the block of an element of a row and a column, in elements. */
    final long place(long row, long column) {
        if (row < 0 || row >= shape.rows() || column < 0 || column >= shape.columns()) {
            throw new IndexOutOfBoundsException(
                    this + " has no element in row " + row + " and column " + column);
        }
        return placeOf(row, column);
    }

    /** Where {@code count} elements from {@code from} on begin if they follow on; else -1. */
    final long run(long from, int count, int length, int at) {
        Objects.checkFromIndexSize(from, (long) count, size());
        Objects.checkFromIndexSize(at, count, length);
        if (isContiguous()) {
            return offset + from;
        }
        if (count > 0 && columnStride == 1) {
            long column = from % shape.columns();
            if (column + count <= shape.columns()) {
                return placeOf(from / shape.columns(), column);
            }
        }
        return -1;
    }

    final void checkWritable() {
        if (frozen) {
            throw new IllegalStateException(
                    this
                            + " cannot be written: values of the object store and what was frozen"
                            + " stay as they are. Write to a copy()");
        }
    }

    private long placeOf(long row, long column) {
        return offset + row * rowStride + column * columnStride;
    }

    private MemorySegment span() {
        long last = placeOf(shape.rows() - 1, shape.columns() - 1);
        long width = type().bytes();
        return data.asSlice(offset * width, (last - offset + 1) * width);
    }

    private void checkMatrix(String what) {
        if (shape.rank() != 2) {
            throw new IllegalStateException(what + " is for matrices; this is " + this);
        }
    }
}
