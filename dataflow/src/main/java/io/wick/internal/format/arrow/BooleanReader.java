package io.wick.internal.format.arrow;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.internal.format.Place;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Booleans, a bit each. */
record BooleanReader(Vector vector, Place place) implements VectorReader {
    @Override
    public Column read(Body body, long from, int count) throws IOException {
        MemorySegment data = body.buffer(vector, 1);
        Validity.check(data, (from + count + 7) >>> 3);
        boolean[] values = new boolean[count];
        for (int word = 0; word < count; word += Long.SIZE) {
            long bits = Validity.bits(data, from + word);
            int end = Math.min(count, word + Long.SIZE);
            for (int i = word; i < end; i++) {
                values[i] = (bits & 1) != 0;
                bits >>>= 1;
            }
        }
        return new BooleanColumn(values, Validity.nulls(body, vector, from, count, place));
    }
}
