package io.wick.internal.format.arrow;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.internal.format.Place;
import io.wick.internal.format.StringCache;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Strings. A batch gets a dictionary of its own. */
final class TextReader implements VectorReader {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A view has a length, and either so many bytes, or four of them, a buffer and an offset. */
    private static final int VIEW = 16;

    private static final int LONGEST_INLINE = 12;

    private final Vector vector;
    private final Place place;
    private final StringCache cache = new StringCache();
    private byte[] bytes = new byte[64];

    TextReader(Vector vector, Place place) {
        this.vector = vector;
        this.place = place;
    }

    @Override
    public Column read(Body body, long from, int count) throws IOException {
        long[] nulls = Validity.nulls(body, vector, from, count, place);
        MemorySegment places = body.buffer(vector, 1);
        boolean views = vector.kind() == Vector.Kind.TEXT_VIEW;
        int width = views ? VIEW : vector.kind() == Vector.Kind.TEXT ? 4 : 8;
        // an empty vector may have no offsets at all
        Validity.check(places, count == 0 ? 0 : (from + count + (views ? 0 : 1)) * width);
        var to = (ColumnBuilder.OfString) ColumnBuilder.of(ColumnType.STRING, count);
        MemorySegment[] data = data(body, views);
        for (int i = 0; i < count; i++) {
            if (Validity.isSet(nulls, i)) {
                to.addNull();
            } else if (views) {
                to.add(view(places.asSlice((from + i) * VIEW, VIEW), data));
            } else {
                long start = offset(places, width, from + i);
                to.add(string(data[0], start, offset(places, width, from + i + 1) - start));
            }
        }
        return to.build();
    }

    private MemorySegment[] data(Body body, boolean views) throws IOException {
        MemorySegment[] data = new MemorySegment[views ? body.viewed(vector) : 1];
        for (int i = 0; i < data.length; i++) {
            data[i] = body.buffer(vector, 2 + i);
        }
        return data;
    }

    private static long offset(MemorySegment offsets, int width, long at) {
        return width == Integer.BYTES
                ? offsets.get(ArrowFile.INT, at * Integer.BYTES)
                : offsets.get(LONG, at * Long.BYTES);
    }

    private String view(MemorySegment view, MemorySegment[] data) throws IOException {
        int length = view.get(ArrowFile.INT, 0);
        return length <= LONGEST_INLINE
                ? string(view, Integer.BYTES, length)
                : string(data[view.get(ArrowFile.INT, 8)], view.get(ArrowFile.INT, 12), length);
    }

    private String string(MemorySegment from, long start, long length) throws IOException {
        if (start < 0 || length < 0 || length > from.byteSize() - start) {
            throw new IOException("a string is not where its buffer is");
        }
        if (bytes.length < length) {
            bytes = new byte[Math.toIntExact(length + length / 2)];
        }
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, start, bytes, 0, (int) length);
        return cache.get(bytes, 0, (int) length);
    }
}
