package io.wick.internal.format.arrow;

import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers with fractions. What is as wide as its column is copied as it is. */
abstract class FractionReader implements VectorReader {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    final Vector vector;
    final Place place;

    FractionReader(Vector vector, Place place) {
        this.vector = vector;
        this.place = place;
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

    static float half(MemorySegment data, int at) {
        return Float.float16ToFloat(data.get(SHORT, 2L * at));
    }

    /** Into floats. */
    static final class OfFloat extends FractionReader {
        OfFloat(Vector vector, Place place) {
            super(vector, place);
        }

        @Override
        Column read(MemorySegment data, int count, long @Nullable [] nulls) {
            float[] values = new float[count];
            if (vector.width() == Float.SIZE) {
                MemorySegment.copy(data, FLOAT, 0, values, 0, count);
            } else {
                for (int i = 0; i < count; i++) {
                    values[i] = half(data, i);
                }
            }
            return new FloatColumn(values, nulls);
        }
    }

    /** Into doubles, whole numbers too. */
    static final class OfDouble extends FractionReader {
        OfDouble(Vector vector, Place place) {
            super(vector, place);
        }

        @Override
        Column read(MemorySegment data, int count, long @Nullable [] nulls) {
            double[] values = new double[count];
            if (vector.kind() != Vector.Kind.FRACTION) {
                readWhole(data, values, nulls);
            } else if (vector.width() == Double.SIZE) {
                MemorySegment.copy(data, DOUBLE, 0, values, 0, count);
            } else {
                boolean half = vector.width() == Short.SIZE;
                for (int i = 0; i < count; i++) {
                    values[i] = half ? half(data, i) : data.get(FLOAT, 4L * i);
                }
            }
            return new DoubleColumn(values, nulls);
        }

        private void readWhole(MemorySegment data, double[] to, long @Nullable [] nulls) {
            for (int i = 0; i < to.length; i++) {
                long value = WholeReader.stored(data, vector, i);
                boolean isLarge = value < 0 && vector.kind() == Vector.Kind.UNSIGNED;
                if (isLarge && !Validity.isSet(nulls, i)) {
                    throw place.unfit(Long.toUnsignedString(value));
                }
                to[i] = value;
            }
        }
    }
}
