package io.wick.internal.format.parquet;

import dev.hardwood.metadata.PhysicalType;

import io.wick.column.Column;
import io.wick.column.Field;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.internal.format.Conversion;
import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Whole numbers, dates and instants, which Parquet stores as ints or longs. */
abstract class NumberTarget extends Target {
    private final int width;
    private final Conversion conversion;
    private final boolean same;

    NumberTarget(Place place, Chunk chunk) {
        super(place);
        width = chunk.physical() == PhysicalType.INT32 ? Integer.BYTES : Long.BYTES;
        conversion = chunk.conversion();
        same = conversion.equals(Conversion.NONE);
    }

    final long stored(byte[] page, int at) {
        return width == Integer.BYTES ? (int) INTS.get(page, at) : (long) LONGS.get(page, at);
    }

    final int width() {
        return width;
    }

    final long converted(long stored) {
        if (same) {
            return stored;
        }
        try {
            return conversion.apply(stored);
        } catch (ArithmeticException e) {
            throw place().outOfTime(stored);
        }
    }

    @Override
    final int skipPlain(byte[] page, int from, int end, int count) throws IOException {
        return past(from, end, count, width);
    }

    final long of(dev.hardwood.reader.ColumnReader from, int index) {
        return converted(width == Integer.BYTES ? from.getInts()[index] : from.getLongs()[index]);
    }

    /** Into ints. */
    static final class OfInt extends NumberTarget {
        private final int least;
        private final int most;
        private int[] values = new int[0];
        private int[] dictionary = new int[0];

        OfInt(Place place, Chunk chunk, Field field) {
            super(place, chunk);
            Class<?> type = field.javaType();
            boolean isByte = type == byte.class || type == Byte.class;
            boolean isShort = type == short.class || type == Short.class;
            least = isByte ? Byte.MIN_VALUE : isShort ? Short.MIN_VALUE : Integer.MIN_VALUE;
            most = isByte ? Byte.MAX_VALUE : isShort ? Short.MAX_VALUE : Integer.MAX_VALUE;
        }

        private int fitting(long stored) {
            long value = converted(stored);
            if (value < least || value > most) {
                throw place().unfit(value);
            }
            return (int) value;
        }

        @Override
        int plain(byte[] page, int from, int end, int at, int count) throws IOException {
            int next = past(from, end, count, width());
            for (int i = 0; i < count; i++) {
                values[at + i] = fitting(stored(page, from + i * width()));
            }
            return next;
        }

        @Override
        void look(int[] codes, int at, int count) {
            int[] meanings = dictionary;
            int[] to = values;
            for (int i = 0; i < count; i++) {
                to[at + i] = meanings[codes[i]];
            }
        }

        @Override
        void dictionary(byte[] page, int end, int count) throws IOException {
            past(0, end, count, width());
            dictionary = new int[count];
            for (int i = 0; i < count; i++) {
                dictionary[i] = fitting(stored(page, i * width()));
            }
        }

        @Override
        void set(int at, dev.hardwood.reader.ColumnReader from, int index) {
            values[at] = fitting(of(from, index));
        }

        @Override
        void allocate(int count) {
            values = new int[count];
        }

        @Override
        void move(int from, int to) {
            values[to] = values[from];
        }

        @Override
        Column build(long @Nullable [] nulls) {
            return new IntColumn(values, nulls);
        }
    }

    /** Into longs. */
    static final class OfLong extends NumberTarget {
        private long[] values = new long[0];
        private long[] dictionary = new long[0];

        OfLong(Place place, Chunk chunk) {
            super(place, chunk);
        }

        @Override
        int plain(byte[] page, int from, int end, int at, int count) throws IOException {
            int next = past(from, end, count, width());
            for (int i = 0; i < count; i++) {
                values[at + i] = converted(stored(page, from + i * width()));
            }
            return next;
        }

        @Override
        void look(int[] codes, int at, int count) {
            long[] meanings = dictionary;
            long[] to = values;
            for (int i = 0; i < count; i++) {
                to[at + i] = meanings[codes[i]];
            }
        }

        @Override
        void dictionary(byte[] page, int end, int count) throws IOException {
            past(0, end, count, width());
            dictionary = new long[count];
            for (int i = 0; i < count; i++) {
                dictionary[i] = converted(stored(page, i * width()));
            }
        }

        @Override
        void set(int at, dev.hardwood.reader.ColumnReader from, int index) {
            values[at] = of(from, index);
        }

        @Override
        void allocate(int count) {
            values = new long[count];
        }

        @Override
        void move(int from, int to) {
            values[to] = values[from];
        }

        @Override
        Column build(long @Nullable [] nulls) {
            return new LongColumn(values, nulls);
        }
    }
}
