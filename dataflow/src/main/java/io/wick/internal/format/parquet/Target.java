package io.wick.internal.format.parquet;

import io.wick.column.Column;
import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes the values of a column as Parquet stores them and makes columns of batches. For one thread.
 *
 * <p>A column begins with {@link #begin}, is filled at indexes that rise, and ends with {@link
 * #finish}.
 */
abstract class Target {
    static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final Place place;
    private int rows;
    private long @Nullable [] nulls;
    private int[] scratch = new int[0];

    Target(Place place) {
        this.place = place;
    }

    final void begin(int count) {
        rows = count;
        nulls = null;
        allocate(count);
    }

    /** What plain values from a byte on are asked for with: the byte, unless they are bits. */
    int plainStart(int position) throws IOException {
        return position;
    }

    /** Takes values of a page that are plain; gives where the next begins. */
    abstract int plain(byte[] page, int from, int end, int at, int count) throws IOException;

    /** Where the value after the next {@code count} begins. */
    abstract int skipPlain(byte[] page, int from, int end, int count) throws IOException;

    /** Takes the values that codes stand for. */
    void codes(HybridInts codes, int at, int count) throws IOException {
        if (scratch.length < count) {
            scratch = new int[count];
        }
        codes.read(scratch, 0, count);
        look(scratch, at, count);
    }

    /** Looks values up in the dictionary. */
    abstract void look(int[] codes, int at, int count) throws IOException;

    /** Takes a dictionary: plain values. */
    abstract void dictionary(byte[] page, int end, int count) throws IOException;

    /** Takes one value from elsewhere. */
    abstract void set(int at, dev.hardwood.reader.ColumnReader from, int index);

    abstract void allocate(int count);

    abstract void move(int from, int to);

    abstract Column build(long @Nullable [] nulls);

    /**
     * Makes room for nulls: the {@code values} last taken, from index {@code at} on, belong to
     * those of the {@code count} rows that are present.
     */
    final void spread(int at, int count, int values, int[] present) {
        int from = at + values;
        for (int i = count - 1; i >= 0; i--) {
            if (present[i] != 0) {
                move(--from, at + i);
            } else {
                setNull(at + i);
            }
        }
    }

    void setNull(int row) {
        if (!place.nullable()) {
            throw place.isNull();
        }
        long[] bits = nulls;
        if (bits == null) {
            bits = new long[(rows + 63) >>> 6];
            nulls = bits;
        }
        bits[row >>> 6] |= 1L << row;
    }

    final Column finish() {
        return build(nulls);
    }

    final Place place() {
        return place;
    }

    /** Checks that there are {@code count} values of a width. */
    static int past(int from, int end, int count, int width) throws IOException {
        long next = from + (long) count * width;
        if (next > end) {
            throw new IOException("a page ends before its last value");
        }
        return (int) next;
    }
}
