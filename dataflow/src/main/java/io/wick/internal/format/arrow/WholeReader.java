package io.wick.internal.format.arrow;

import io.wick.column.Column;
import io.wick.column.Field;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.internal.format.Conversion;
import io.wick.internal.format.Place;
import io.wick.internal.format.arrow.Vector.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Whole numbers, dates and times. What is as wide as its column is copied as it is. */
abstract class WholeReader implements VectorReader {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Vector vector;
    private final Place place;
    private final boolean same;

    WholeReader(Vector vector, Place place) {
        this.vector = vector;
        this.place = place;
        this.same = vector.conversion().equals(Conversion.NONE);
    }

    @Override
    public final Column read(Body body, long from, int count) throws IOException {
        MemorySegment data = body.buffer(vector, 1);
        int bytes = vector.width() / Byte.SIZE;
        Validity.check(data, (from + count) * bytes);
        long[] nulls = Validity.nulls(body, vector, from, count, place);
        return read(data.asSlice(from * bytes, (long) count * bytes), count, nulls);
    }

    abstract Column read(MemorySegment data, int count, long @Nullable [] nulls);

    final boolean isCopy(int width) {
        return same && vector.kind() == Kind.SIGNED && vector.width() == width;
    }

    final Place place() {
        return place;
    }

    /** A number of a width; those without a sign that do not fit a long come out negative. */
    static long stored(MemorySegment data, Vector vector, int at) {
        boolean signed = vector.kind() == Kind.SIGNED;
        return switch (vector.width()) {
            case Byte.SIZE -> {
                byte value = data.get(ValueLayout.JAVA_BYTE, at);
                yield signed ? value : Byte.toUnsignedInt(value);
            }
            case Short.SIZE -> {
                short value = data.get(SHORT, 2L * at);
                yield signed ? value : Short.toUnsignedInt(value);
            }
            case Integer.SIZE -> {
                int value = data.get(ArrowFile.INT, 4L * at);
                yield signed ? value : Integer.toUnsignedLong(value);
            }
            default -> data.get(LONG, 8L * at);
        };
    }

    final long value(MemorySegment data, int at) {
        long stored = stored(data, vector, at);
        if (stored < 0 && vector.kind() == Kind.UNSIGNED) {
            throw place.unfit(Long.toUnsignedString(stored));
        }
        if (same) {
            return stored;
        }
        try {
            return vector.conversion().apply(stored);
        } catch (ArithmeticException e) {
            throw place.outOfTime(stored);
        }
    }

    /** Into ints. */
    static final class OfInt extends WholeReader {
        private final int least;
        private final int most;

        OfInt(Vector vector, Field field, Place place) {
            super(vector, place);
            Class<?> type = field.javaType();
            boolean isByte = type == byte.class || type == Byte.class;
            boolean isShort = type == short.class || type == Short.class;
            least = isByte ? Byte.MIN_VALUE : isShort ? Short.MIN_VALUE : Integer.MIN_VALUE;
            most = isByte ? Byte.MAX_VALUE : isShort ? Short.MAX_VALUE : Integer.MAX_VALUE;
        }

        @Override
        Column read(MemorySegment data, int count, long @Nullable [] nulls) {
            int[] values = new int[count];
            if (isCopy(Integer.SIZE) && most == Integer.MAX_VALUE) {
                MemorySegment.copy(data, ArrowFile.INT, 0, values, 0, count);
                return new IntColumn(values, nulls);
            }
            for (int i = 0; i < count; i++) {
                // what stands where a null is means nothing
                if (!Validity.isSet(nulls, i)) {
                    long value = value(data, i);
                    if (value < least || value > most) {
                        throw place().unfit(value);
                    }
                    values[i] = (int) value;
                }
            }
            return new IntColumn(values, nulls);
        }
    }

    /** Into longs. */
    static final class OfLong extends WholeReader {
        OfLong(Vector vector, Place place) {
            super(vector, place);
        }

        @Override
        Column read(MemorySegment data, int count, long @Nullable [] nulls) {
            long[] values = new long[count];
            if (isCopy(Long.SIZE)) {
                MemorySegment.copy(data, LONG, 0, values, 0, count);
                return new LongColumn(values, nulls);
            }
            for (int i = 0; i < count; i++) {
                if (!Validity.isSet(nulls, i)) {
                    values[i] = value(data, i);
                }
            }
            return new LongColumn(values, nulls);
        }
    }
}
