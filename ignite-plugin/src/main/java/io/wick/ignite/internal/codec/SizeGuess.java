package io.wick.ignite.internal.codec;

import io.wick.internal.numeric.DeferredKernels;
import io.wick.numeric.KernelResult;
import io.wick.numeric.NumericArray;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/** Guesses encoded sizes without encoding; looks one level into small containers. */
final class SizeGuess {
    private static final int HEADER = 6;
    private static final int UNKNOWN = 64;
    private static final int PER_CONTAINER = 16;
    private static final int PER_ELEMENT = 16;

    /** Containers up to this size are looked into. */
    private static final int LOOK_INTO = 64;

    private SizeGuess() {}

    static int of(@Nullable Object value) {
        long exact = exact(value);
        return (int) Math.min(ByteWriter.MAX_SIZE, exact >= 0 ? exact : container(value));
    }

    /** The exact size of an array of numbers; -1 for anything else. */
    static int ofArray(@Nullable Object value) {
        if (value instanceof NumericArray array) {
            return ofNumbers(array);
        }
        long payload = value == null ? -1 : array(value) - HEADER;
        if (payload < 0 || payload > ByteWriter.MAX_SIZE - HEADER) {
            return -1;
        }
        int length = Array.getLength(value);
        return (int) (1 + digits(length) + payload);
    }

    private static int ofNumbers(NumericArray array) {
        boolean vector = array.shape().rank() == 1;
        long head = 2L + digits(array.rows()) + (vector ? 0 : digits(array.columns()));
        return (int) Math.min(ByteWriter.MAX_SIZE, head + array.bytes());
    }

    /** Bytes of a number as varint. */
    private static int digits(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
    }

    private static long container(@Nullable Object value) {
        return switch (value) {
            case Collection<?> v -> elements(v.size(), v);
            case Map<?, ?> v -> elements(v.size(), v.values());
            case Object[] v -> elements(v);
            case DeferredKernels v -> ofNumbers(v.array());
            case KernelResult v -> elements(v.outputs().size(), v.outputs());
            case null, default -> UNKNOWN;
        };
    }

    private static long elements(int size, Iterable<?> values) {
        long bytes = PER_CONTAINER + (long) PER_ELEMENT * size;
        if (size <= LOOK_INTO) {
            for (Object value : values) {
                bytes += large(value);
            }
        }
        return bytes;
    }

    private static long elements(@Nullable Object[] values) {
        long bytes = PER_CONTAINER + (long) PER_ELEMENT * values.length;
        if (values.length <= LOOK_INTO) {
            for (Object value : values) {
                bytes += large(value);
            }
        }
        return bytes;
    }

    /** What an element has beyond its share: arrays and texts. */
    private static long large(@Nullable Object value) {
        return value == null || value instanceof Number ? 0 : Math.max(0, exact(value));
    }

    /** The size of what has one that is cheap to know, otherwise -1. */
    private static long exact(@Nullable Object value) {
        return switch (value) {
            case null -> 1;
            case String v -> HEADER + v.length();
            case Number _ -> 9;
            case Boolean _ -> 1;
            case Character _ -> 3;
            case MemorySegment v -> HEADER + v.byteSize();
            case NumericArray v -> ofNumbers(v);
            default -> value.getClass().isArray() ? array(value) : -1;
        };
    }

    private static long array(Object array) {
        return switch (array) {
            case double[] v -> HEADER + 8L * v.length;
            case byte[] v -> HEADER + v.length;
            case int[] v -> HEADER + 4L * v.length;
            case long[] v -> HEADER + 8L * v.length;
            case float[] v -> HEADER + 4L * v.length;
            case char[] v -> HEADER + 2L * v.length;
            case short[] v -> HEADER + 2L * v.length;
            case boolean[] v -> HEADER + v.length;
            default -> -1;
        };
    }
}
