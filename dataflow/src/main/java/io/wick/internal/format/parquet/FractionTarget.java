package io.wick.internal.format.parquet;

import dev.hardwood.metadata.PhysicalType;

import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Floats and doubles, and whole numbers where a record wants a double. */
abstract class FractionTarget extends Target {
    private final PhysicalType physical;

    FractionTarget(Place place, PhysicalType physical) {
        super(place);
        this.physical = physical;
    }

    final int width() {
        return physical == PhysicalType.FLOAT || physical == PhysicalType.INT32 ? 4 : 8;
    }

    final double stored(byte[] page, int at) {
        return switch (physical) {
            case FLOAT -> (float) FLOATS.get(page, at);
            case INT32 -> (int) INTS.get(page, at);
            case INT64 -> (long) LONGS.get(page, at);
            default -> (double) DOUBLES.get(page, at);
        };
    }

    final double of(dev.hardwood.reader.ColumnReader from, int index) {
        return switch (physical) {
            case FLOAT -> from.getFloats()[index];
            case INT32 -> from.getInts()[index];
            case INT64 -> from.getLongs()[index];
            default -> from.getDoubles()[index];
        };
    }

    @Override
    final int skipPlain(byte[] page, int from, int end, int count) throws IOException {
        return past(from, end, count, width());
    }

    /** Into doubles. */
    static final class OfDouble extends FractionTarget {
        private double[] values = new double[0];
        private double[] dictionary = new double[0];

        OfDouble(Place place, PhysicalType physical) {
            super(place, physical);
        }

        @Override
        int plain(byte[] page, int from, int end, int at, int count) throws IOException {
            int next = past(from, end, count, width());
            for (int i = 0; i < count; i++) {
                values[at + i] = stored(page, from + i * width());
            }
            return next;
        }

        @Override
        void look(int[] codes, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = dictionary[codes[i]];
            }
        }

        @Override
        void dictionary(byte[] page, int end, int count) throws IOException {
            past(0, end, count, width());
            dictionary = new double[count];
            for (int i = 0; i < count; i++) {
                dictionary[i] = stored(page, i * width());
            }
        }

        @Override
        void set(int at, dev.hardwood.reader.ColumnReader from, int index) {
            values[at] = of(from, index);
        }

        @Override
        void allocate(int count) {
            values = new double[count];
        }

        @Override
        void move(int from, int to) {
            values[to] = values[from];
        }

        @Override
        Column build(long @Nullable [] nulls) {
            return new DoubleColumn(values, nulls);
        }
    }

    /** Into floats. */
    static final class OfFloat extends FractionTarget {
        private float[] values = new float[0];
        private float[] dictionary = new float[0];

        OfFloat(Place place) {
            super(place, PhysicalType.FLOAT);
        }

        @Override
        int plain(byte[] page, int from, int end, int at, int count) throws IOException {
            int next = past(from, end, count, width());
            for (int i = 0; i < count; i++) {
                values[at + i] = (float) FLOATS.get(page, from + i * Float.BYTES);
            }
            return next;
        }

        @Override
        void look(int[] codes, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = dictionary[codes[i]];
            }
        }

        @Override
        void dictionary(byte[] page, int end, int count) throws IOException {
            past(0, end, count, width());
            dictionary = new float[count];
            for (int i = 0; i < count; i++) {
                dictionary[i] = (float) FLOATS.get(page, i * Float.BYTES);
            }
        }

        @Override
        void set(int at, dev.hardwood.reader.ColumnReader from, int index) {
            values[at] = from.getFloats()[index];
        }

        @Override
        void allocate(int count) {
            values = new float[count];
        }

        @Override
        void move(int from, int to) {
            values[to] = values[from];
        }

        @Override
        Column build(long @Nullable [] nulls) {
            return new FloatColumn(values, nulls);
        }
    }
}
