package io.wick.internal.format.parquet;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.internal.format.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Booleans, which only Hardwood decodes: they come value by value. */
final class BooleanTarget extends Target {
    private boolean[] values = new boolean[0];

    BooleanTarget(Place place) {
        super(place);
    }

    @Override
    int plain(byte[] page, int from, int end, int at, int count) throws IOException {
        throw new IOException("booleans are not read by pages");
    }

    @Override
    int skipPlain(byte[] page, int from, int end, int count) throws IOException {
        throw new IOException("booleans are not read by pages");
    }

    @Override
    void look(int[] codes, int at, int count) throws IOException {
        throw new IOException("booleans have no dictionary");
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
