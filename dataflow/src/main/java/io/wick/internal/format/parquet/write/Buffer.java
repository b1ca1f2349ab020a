package io.wick.internal.format.parquet.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, numbers with the least byte first. For one thread. */
final class Buffer {
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    Buffer(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** The bytes, of which the first {@link #size} count; to read only, until more are put. */
    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Seven bits a byte, the least first. */
    void putVarint(long value) {
        long rest = value;
        while ((rest & ~127L) != 0) {
            putByte((int) rest & 127 | 128);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    void put(byte[] from, int length) {
        reserve(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    void put(Buffer other) {
        put(other.bytes, other.size);
    }

    /** Puts a number where one was. */
    void setInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            int least = Math.addExact(size, more);
            long wanted = Math.max(least, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
