package io.wick.internal.format.arrow;

import io.wick.column.Column;
import io.wick.internal.format.Place;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Values by codes of a dictionary. Strings keep it: all batches share the array of a dictionary.
 *
 * @param dictionary what codes mean
 */
record CodedReader(Vector codes, Column dictionary, Place place) implements VectorReader {
    @Override
    public Column read(Body body, long from, int count) throws IOException {
        MemorySegment data = body.buffer(codes, 1);
        int bytes = codes.width() / Byte.SIZE;
        Validity.check(data, (from + count) * bytes);
        long[] nulls = Validity.nulls(body, codes, from, count, place);
        MemorySegment part = data.asSlice(from * bytes, (long) count * bytes);
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            long code = Validity.isSet(nulls, i) ? -1 : code(part, i);
            places[i] = (int) code;
        }
        return dictionary.take(places, count);
    }

    private long code(MemorySegment data, int at) throws IOException {
        long code = WholeReader.stored(data, codes, at);
        if (code < 0 || code >= dictionary.size()) {
            throw new IOException("a code has no value in the dictionary");
        }
        return code;
    }
}
