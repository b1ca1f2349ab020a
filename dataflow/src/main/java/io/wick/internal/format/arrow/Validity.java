package io.wick.internal.format.arrow;

import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Bits of a buffer: Arrow says which values are there, columns say which are not. */
final class Validity {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Validity() {}

    /** The nulls among some values of a vector, as a column has them. */
    static long @Nullable [] nulls(Body body, Vector vector, long from, int count, Place place)
            throws IOException {
        MemorySegment valid = body.validity(vector);
        if (valid == null) {
            return null;
        }
        check(valid, (from + count + 7) >>> 3);
        long[] nulls = new long[(count + 63) >>> 6];
        boolean any = false;
        for (int word = 0; word < nulls.length; word++) {
            int left = count - (word << 6);
            long wanted = left >= 64 ? -1L : (1L << left) - 1;
            nulls[word] = ~bits(valid, from + (word << 6)) & wanted;
            any |= nulls[word] != 0;
        }
        if (any && !place.nullable()) {
            throw place.isNull();
        }
        return any ? nulls : null;
    }

    static boolean isSet(long @Nullable [] bits, int at) {
        return bits != null && (bits[at >> 6] & 1L << at) != 0;
    }

    /** The 64 bits from a place on; what is beyond the end is 0. */
    static long bits(MemorySegment of, long from) {
        long at = from >>> 3;
        int shift = (int) from & 7;
        if (at + Long.BYTES < of.byteSize()) {
            long low = of.get(LONG, at) >>> shift;
            long next = of.get(ValueLayout.JAVA_BYTE, at + Long.BYTES);
            return shift == 0 ? low : low | next << (Long.SIZE - shift);
        }
        long bits = 0;
        for (long i = at; i < of.byteSize(); i++) {
            long next = of.get(ValueLayout.JAVA_BYTE, i) & 255L;
            int to = (int) (i - at) * Byte.SIZE - shift;
            bits |= to < 0 ? next >>> -to : next << to;
        }
        return bits;
    }

    static void check(MemorySegment buffer, long bytes) throws IOException {
        if (buffer.byteSize() < bytes) {
            throw new IOException("a buffer ends before its last value");
        }
    }
}
