package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ObjectColumn;

import org.jspecify.annotations.Nullable;

/** Ids of objects, by their {@code equals}. */
final class ObjectIds extends KeyIds {
    private final ObjectTable table = new ObjectTable();

    @Override
    void add(Column column, int rows, int[] out) {
        @Nullable Object[] values = ((ObjectColumn) column).values();
        for (int i = 0; i < rows; i++) {
            Object value = values[i];
            if (value != null) {
                out[i] = table.add(value);
            } else {
                nullId = nullId == ABSENT ? table.addHole() : nullId;
                out[i] = nullId;
            }
        }
    }

    @Override
    void find(Column column, int rows, int[] out) {
        @Nullable Object[] values = ((ObjectColumn) column).values();
        for (int i = 0; i < rows; i++) {
            Object value = values[i];
            out[i] = value == null ? nullId : table.find(value);
        }
    }

    @Override
    KeyIds view() {
        return this;
    }

    @Override
    int count() {
        return table.count();
    }

    @Override
    Column values() {
        return new ObjectColumn(table.keys());
    }
}
