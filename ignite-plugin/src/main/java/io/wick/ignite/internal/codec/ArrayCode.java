package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.foreign.ValueLayout.OfChar;
import java.lang.foreign.ValueLayout.OfDouble;
import java.lang.foreign.ValueLayout.OfFloat;
import java.lang.foreign.ValueLayout.OfInt;
import java.lang.foreign.ValueLayout.OfLong;
import java.lang.foreign.ValueLayout.OfShort;
import java.nio.ByteOrder;

/** Primitive arrays and memory segments: the number of elements, then their bytes in one copy. */
final class ArrayCode {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);
    private static final OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ORDER);
    private static final OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);
    private static final OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER);
    private static final OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);
    private static final OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ORDER);

    private ArrayCode() {}

    static void write(ByteWriter out, boolean[] values) {
        int at = begin(out, values.length, 1);
        byte[] array = out.array();
        for (int i = 0; i < values.length; i++) {
            array[at + i] = (byte) (values[i] ? 1 : 0);
        }
    }

    static void write(ByteWriter out, byte[] values) {
        int at = begin(out, values.length, 1);
        System.arraycopy(values, 0, out.array(), at, values.length);
    }

    static void write(ByteWriter out, short[] values) {
        int at = begin(out, values.length, Short.BYTES);
        MemorySegment.copy(values, 0, target(out), SHORT, at, values.length);
    }

    static void write(ByteWriter out, char[] values) {
        int at = begin(out, values.length, Character.BYTES);
        MemorySegment.copy(values, 0, target(out), CHAR, at, values.length);
    }

    static void write(ByteWriter out, int[] values) {
        int at = begin(out, values.length, Integer.BYTES);
        MemorySegment.copy(values, 0, target(out), INT, at, values.length);
    }

    static void write(ByteWriter out, long[] values) {
        int at = begin(out, values.length, Long.BYTES);
        MemorySegment.copy(values, 0, target(out), LONG, at, values.length);
    }

    static void write(ByteWriter out, float[] values) {
        int at = begin(out, values.length, Float.BYTES);
        MemorySegment.copy(values, 0, target(out), FLOAT, at, values.length);
    }

    static void write(ByteWriter out, double[] values) {
        int at = begin(out, values.length, Double.BYTES);
        MemorySegment.copy(values, 0, target(out), DOUBLE, at, values.length);
    }

    /** Copies what the segment holds now. */
    static void write(ByteWriter out, MemorySegment segment) {
        long length = segment.byteSize();
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new SerializationException(
                    "Cannot serialise a MemorySegment of "
                            + length
                            + " bytes: it is confined to another thread. Allocate it from"
                            + " Arena.ofShared() or Arena.ofAuto().");
        }
        if (!segment.scope().isAlive()) {
            throw new SerializationException(
                    "Cannot serialise a MemorySegment of "
                            + length
                            + " bytes: its arena is closed. Keep the arena open until the value is"
                            + " submitted or put.");
        }
        if (length > ByteWriter.MAX_SIZE) {
            throw new SerializationException(
                    "Cannot serialise a MemorySegment of "
                            + length
                            + " bytes: the limit is "
                            + ByteWriter.MAX_SIZE
                            + ". Slice it into several objects.");
        }
        int at = begin(out, (int) length, 1);
        MemorySegment.copy(segment, 0, target(out), at, length);
    }

    static boolean[] booleans(ByteReader in) {
        boolean[] values = new boolean[in.count(1)];
        int at = in.skip(values.length);
        byte[] array = in.array();
        for (int i = 0; i < values.length; i++) {
            values[i] = array[at + i] != 0;
        }
        return values;
    }

    static byte[] bytes(ByteReader in) {
        return in.block();
    }

    static short[] shorts(ByteReader in) {
        short[] values = new short[in.count(Short.BYTES)];
        MemorySegment.copy(
                source(in), SHORT, in.skip(values.length * Short.BYTES), values, 0, values.length);
        return values;
    }

    static char[] chars(ByteReader in) {
        char[] values = new char[in.count(Character.BYTES)];
        MemorySegment.copy(
                source(in),
                CHAR,
                in.skip(values.length * Character.BYTES),
                values,
                0,
                values.length);
        return values;
    }

    static int[] ints(ByteReader in) {
        int[] values = new int[in.count(Integer.BYTES)];
        MemorySegment.copy(
                source(in), INT, in.skip(values.length * Integer.BYTES), values, 0, values.length);
        return values;
    }

    static long[] longs(ByteReader in) {
        long[] values = new long[in.count(Long.BYTES)];
        MemorySegment.copy(
                source(in), LONG, in.skip(values.length * Long.BYTES), values, 0, values.length);
        return values;
    }

    static float[] floats(ByteReader in) {
        float[] values = new float[in.count(Float.BYTES)];
        MemorySegment.copy(
                source(in), FLOAT, in.skip(values.length * Float.BYTES), values, 0, values.length);
        return values;
    }

    static double[] doubles(ByteReader in) {
        double[] values = new double[in.count(Double.BYTES)];
        MemorySegment.copy(
                source(in),
                DOUBLE,
                in.skip(values.length * Double.BYTES),
                values,
                0,
                values.length);
        return values;
    }

    /** A read-only segment over bytes of its own. */
    static MemorySegment segment(ByteReader in) {
        return MemorySegment.ofArray(in.block()).asReadOnly();
    }

    /**
     * An array for the elements behind a tag.
     *
     * @param most how many bytes of elements there can be
     */
    static ArrayLayout layout(int tag, ByteReader in, int most) {
        int count = in.varint();
        if (count < 0 || (long) count * bytes(tag) > most) {
            throw new SerializationException(
                    "Corrupted bytes: an array of "
                            + count
                            + " elements in "
                            + most
                            + " bytes before "
                            + in.position());
        }
        int start = in.position();
        return switch (tag) {
            case Tag.BYTES -> {
                var v = new byte[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            case Tag.SHORTS -> {
                var v = new short[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            case Tag.CHARS -> {
                var v = new char[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            case Tag.INTS -> {
                var v = new int[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            case Tag.LONGS -> {
                var v = new long[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            case Tag.FLOATS -> {
                var v = new float[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            case Tag.DOUBLES -> {
                var v = new double[count];
                yield new ArrayLayout(v, MemorySegment.ofArray(v), start);
            }
            default -> throw new IllegalArgumentException(tag + " is no tag of an array");
        };
    }

    private static int bytes(int tag) {
        return switch (tag) {
            case Tag.BYTES -> 1;
            case Tag.SHORTS, Tag.CHARS -> 2;
            case Tag.INTS, Tag.FLOATS -> 4;
            default -> 8;
        };
    }

    private static int begin(ByteWriter out, int count, int bytes) {
        out.varint(count).ensure((long) count * bytes);
        return out.reserve(count * bytes);
    }

    private static MemorySegment target(ByteWriter out) {
        return MemorySegment.ofArray(out.array());
    }

    private static MemorySegment source(ByteReader in) {
        return MemorySegment.ofArray(in.array());
    }
}
