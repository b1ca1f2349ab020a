package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what {@link ByteWriter} wrote, from part of an array. Every method throws {@link
 * SerializationException} when the part ends too early. Not thread-safe.
 */
public final class ByteReader {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] array;
    private final int to;
    private int position;

    /**
     * A reader of the bytes {@code from} up to, not including, {@code to}; the array is not copied.
     */
    public ByteReader(byte[] array, int from, int to) {
        if (from < 0 || to < from || to > array.length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + from + " to " + to + " of " + array.length);
        }
        this.array = array;
        this.position = from;
        this.to = to;
    }

    /**
     * Reads all of a record. What is made of its parts may refuse them; then the record is damaged.
     *
     * @param what is read, for people
     * @throws SerializationException when the bytes are not those of such a record
     */
    public static <T> T record(byte[] bytes, String what, Function<ByteReader, T> read) {
        var in = new ByteReader(bytes, 0, bytes.length);
        try {
            return read.apply(in);
        } catch (WickException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "The "
                            + bytes.length
                            + " bytes of "
                            + what
                            + " are damaged before "
                            + in.position
                            + ", or of another version of Wick: "
                            + e,
                    e);
        }
    }

    /** One of the constants of an enum, by its number in a byte. */
    public <E> E constant(E[] all) {
        int ordinal = byte1();
        if (ordinal >= all.length) {
            throw new SerializationException(
                    "Corrupted bytes: "
                            + ordinal
                            + " before "
                            + position
                            + " is none of "
                            + all.length
                            + " kinds. The message or object is damaged, or of another version of"
                            + " Wick.");
        }
        return all[ordinal];
    }

    /** One byte, 0 to 255. */
    public int byte1() {
        return array[skip(1)] & 0xFF;
    }

    /** One byte, of which zero is false. */
    public boolean bool() {
        return byte1() != 0;
    }

    /** 4 bytes. */
    public int int4() {
        return (int) INT.get(array, skip(Integer.BYTES));
    }

    /** 8 bytes. */
    public long long8() {
        return (long) LONG.get(array, skip(Long.BYTES));
    }

    /** 8 bytes. */
    public double double8() {
        return (double) DOUBLE.get(array, skip(Double.BYTES));
    }

    /** What {@link ByteWriter#varint} wrote. */
    public int varint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = byte1();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new SerializationException(
                "Corrupted bytes: a number longer than 5 bytes ends at " + position);
    }

    /** What {@link ByteWriter#varlong} wrote. */
    public long varlong() {
        long zigzag = unsigned();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** Fills part of an array. */
    public void bytes(byte[] target, int from, int length) {
        System.arraycopy(array, skip(length), target, from, length);
    }

    /** What {@link ByteWriter#block} wrote, as a new array. */
    public byte[] block() {
        int length = count(1);
        byte[] block = new byte[length];
        bytes(block, 0, length);
        return block;
    }

    /** What {@link ByteWriter#text} wrote. */
    public @Nullable String text() {
        return TextCode.read(this);
    }

    /** A text that is not null. */
    public String someText() {
        String text = TextCode.read(this);
        if (text == null) {
            throw new SerializationException(
                    "Corrupted bytes: no text before "
                            + position
                            + ". The message or object is damaged, or of another version of Wick.");
        }
        return text;
    }

    /**
     * How many things follow, written as a varint; checked before memory is taken for them.
     *
     * @param bytes what each of them takes at least, 1 or more
     */
    public int count(int bytes) {
        return length(varint(), bytes);
    }

    /** 16 bytes. */
    public UUID uuid() {
        return new UUID(long8(), long8());
    }

    /** The index in {@link #array} of the next byte. */
    public int position() {
        return position;
    }

    /** How many bytes are left. */
    public int remaining() {
        return to - position;
    }

    /** A reader of the next {@code length} bytes, over which this one moves on. */
    public ByteReader slice(int length) {
        int at = skip(length);
        return new ByteReader(array, at, at + length);
    }

    /** The bytes behind this reader; not to be changed. */
    public byte[] array() {
        return array;
    }

    /** Moves over {@code length} bytes and gives where they start. */
    int skip(int length) {
        if (length < 0 || length > to - position) {
            throw truncated(length);
        }
        int at = position;
        position += length;
        return at;
    }

    /**
     * Checks, before memory is taken, that {@code count} elements of {@code bytes} each are there.
     */
    int length(int count, int bytes) {
        if (count < 0 || (long) count * bytes > to - position) {
            throw truncated((long) count * bytes);
        }
        return count;
    }

    /** What {@link ByteWriter#unsigned} wrote. */
    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = byte1();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new SerializationException(
                "Corrupted bytes: a number longer than 10 bytes ends at " + position);
    }

    private SerializationException truncated(long wanted) {
        return new SerializationException(
                "Truncated bytes: "
                        + wanted
                        + " wanted at "
                        + position
                        + ", "
                        + (to - position)
                        + " left. The message or object is damaged, or of another version of"
                        + " Wick.");
    }
}
