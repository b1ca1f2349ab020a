package io.wick.internal.format.parquet;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Booleans: bits, eight to a byte from the least on, or runs of bits. */
final class BooleanTarget extends Target {
    private boolean[] values = new boolean[0];

    BooleanTarget(Place place) {
        super(place);
    }

    @Override
    int plainStart(int position) throws IOException {
        if (position > Integer.MAX_VALUE / Byte.SIZE) {
            throw new IOException("a page of booleans is too large");
        }
        return position * Byte.SIZE;
    }

    @Override
    int plain(byte[] page, int from, int end, int at, int count) throws IOException {
        int until = skipPlain(page, from, end, count);
        for (int bit = from, to = at; bit < until; bit++, to++) {
            values[to] = (page[bit >> 3] >> (bit & 7) & 1) != 0;
        }
        return until;
    }

    @Override
    int skipPlain(byte[] page, int from, int end, int count) throws IOException {
        long until = (long) from + count;
        if (until > Math.min((long) end * Byte.SIZE, Integer.MAX_VALUE)) {
            throw new IOException("a page ends before its last value");
        }
        return (int) until;
    }

    /** The numbers of runs and groups are the values themselves. */
    @Override
    void look(int[] codes, int at, int count) {
        for (int i = 0; i < count; i++) {
            values[at + i] = codes[i] != 0;
        }
    }

    @Override
    void dictionary(byte[] page, int end, int count) throws IOException {
        throw new IOException("booleans have no dictionary");
    }

    @Override
    void set(int at, dev.hardwood.reader.ColumnReader from, int index) {
        values[at] = from.getBooleans()[index];
    }

    @Override
    void allocate(int count) {
        values = new boolean[count];
    }

    @Override
    void move(int from, int to) {
        values[to] = values[from];
    }

    @Override
    Column build(long @Nullable [] nulls) {
        return new BooleanColumn(values, nulls);
    }
}
