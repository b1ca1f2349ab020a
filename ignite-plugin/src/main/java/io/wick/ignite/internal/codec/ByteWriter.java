package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/**
 * A growing byte array with a cursor at its end; little endian. {@link ByteReader} reads it back.
 * Not thread-safe.
 *
 * <pre>{@code
 * ByteWriter out = new ByteWriter();
 * out.varint(42).text("mean");
 * ByteReader in = new ByteReader(out.array(), 0, out.size());
 * }</pre>
 */
public final class ByteWriter {
    /** The largest size, in bytes. */
    public static final int MAX_SIZE = Integer.MAX_VALUE - 64;

    private static final int FIRST_CAPACITY = 256;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array;
    private int size;

    /** An empty writer. */
    public ByteWriter() {
        this(FIRST_CAPACITY);
    }

    /** An empty writer that takes {@code capacity} bytes before it grows. */
    public ByteWriter(int capacity) {
        array = new byte[capacity];
    }

    /** Writes the low 8 bits. */
    public ByteWriter byte1(int value) {
        int at = reserve(1);
        array[at] = (byte) value;
        return this;
    }

    /** Writes one byte, 1 or 0. */
    public ByteWriter bool(boolean value) {
        return byte1(value ? 1 : 0);
    }

    /** Writes 4 bytes. */
    public ByteWriter int4(int value) {
        int at = reserve(Integer.BYTES);
        INT.set(array, at, value);
        return this;
    }

    /** Writes 8 bytes. */
    public ByteWriter long8(long value) {
        int at = reserve(Long.BYTES);
        LONG.set(array, at, value);
        return this;
    }

    /** Writes 8 bytes. */
    public ByteWriter double8(double value) {
        int at = reserve(Double.BYTES);
        DOUBLE.set(array, at, value);
        return this;
    }

    /** Writes 1 to 5 bytes, unsigned LEB128; short for small numbers that are not negative. */
    public ByteWriter varint(int value) {
        ensure(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
        return this;
    }

    /** Writes 1 to 10 bytes, LEB128 of the zigzag; short for numbers near zero. */
    public ByteWriter varlong(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    /** Writes the bytes alone, without their number. */
    public ByteWriter bytes(byte[] source, int from, int length) {
        int at = reserve(length);
        System.arraycopy(source, from, array, at, length);
        return this;
    }

    /** Writes the number of bytes and the bytes. */
    public ByteWriter block(byte[] source) {
        return varint(source.length).bytes(source, 0, source.length);
    }

    /** Writes a text exactly, or null. */
    public ByteWriter text(@Nullable String value) {
        TextCode.write(this, value);
        return this;
    }

    /** Writes 16 bytes. */
    public ByteWriter uuid(UUID value) {
        return long8(value.getMostSignificantBits()).long8(value.getLeastSignificantBits());
    }

    /** How many bytes are written. */
    public int size() {
        return size;
    }

    /**
     * The bytes behind this writer, of which {@link #size} are written; another array after it
     * grows.
     */
    public byte[] array() {
        return array;
    }

    /** A copy of what is written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }

    /** Forgets what is written and keeps the memory. */
    public void reset() {
        size = 0;
    }

    /** Overwrites 4 bytes at a place already written. */
    public void patchInt4(int at, int value) {
        if (at < 0 || at > size - Integer.BYTES) {
            throw new IndexOutOfBoundsException(
                    "patchInt4 at " + at + " of " + size + " bytes written");
        }
        INT.set(array, at, value);
    }

    /** Forgets what is written from {@code size} on. */
    public void truncate(int newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IndexOutOfBoundsException(
                    "truncate to " + newSize + " of " + size + " bytes written");
        }
        size = newSize;
    }

    /** Makes room so that the next {@code more} bytes need no growth. */
    void ensure(long more) {
        if (more > array.length - size) {
            grow(more);
        }
    }

    /**
     * Moves the cursor over {@code length} bytes, which the caller fills in, and gives where they
     * start.
     */
    int reserve(int length) {
        ensure(length);
        int at = size;
        size += length;
        return at;
    }

    /** Writes 1 to 10 bytes, unsigned LEB128. */
    ByteWriter unsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
        return this;
    }

    private void grow(long more) {
        long needed = size + more;
        if (needed > MAX_SIZE) {
            throw new SerializationException(
                    "The encoded value needs more than "
                            + needed
                            + " bytes, the limit is "
                            + MAX_SIZE
                            + ". Split it into several objects.");
        }
        long doubled = Math.max(FIRST_CAPACITY, 2L * array.length);
        array = Arrays.copyOf(array, (int) Math.min(MAX_SIZE, Math.max(needed, doubled)));
    }
}
