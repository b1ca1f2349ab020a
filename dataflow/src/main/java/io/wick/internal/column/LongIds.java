package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;

/** Ids of whatever fits a long: numbers, dates, booleans; floating-point numbers as their bits. */
final class LongIds extends KeyIds {
    private final ColumnType type;
    private final LongTable table = new LongTable();

    LongIds(ColumnType type) {
        this.type = type;
    }

    @Override
    void add(Column column, int rows, int[] out) {
        switch (column) {
            case IntColumn ints when !ints.hasNulls() -> {
                int[] values = ints.values();
                for (int i = 0; i < rows; i++) {
                    out[i] = table.add(values[i]);
                }
            }
            case LongColumn longs when !longs.hasNulls() -> {
                long[] values = longs.values();
                for (int i = 0; i < rows; i++) {
                    out[i] = table.add(values[i]);
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = column.isNull(i) ? addNull() : table.add(bits(column, i));
                }
            }
        }
    }

    @Override
    void find(Column column, int rows, int[] out) {
        switch (column) {
            case IntColumn ints when !ints.hasNulls() -> {
                int[] values = ints.values();
                for (int i = 0; i < rows; i++) {
                    out[i] = table.find(values[i]);
                }
            }
            case LongColumn longs when !longs.hasNulls() -> {
                long[] values = longs.values();
                for (int i = 0; i < rows; i++) {
                    out[i] = table.find(values[i]);
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = column.isNull(i) ? nullId : table.find(bits(column, i));
                }
            }
        }
    }

    private int addNull() {
        if (nullId == ABSENT) {
            nullId = table.addHole();
        }
        return nullId;
    }

    private static long bits(Column column, int row) {
        return switch (column) {
            case IntColumn ints -> ints.get(row);
            case LongColumn longs -> longs.get(row);
            case DoubleColumn doubles -> Double.doubleToLongBits(doubles.get(row));
            case FloatColumn floats -> Float.floatToIntBits(floats.get(row));
            case BooleanColumn booleans -> booleans.get(row) ? 1 : 0;
            default -> throw new AssertionError(column.getClass());
        };
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
        ColumnBuilder builder = ColumnBuilder.of(type, table.count());
        for (int id = 0; id < table.count(); id++) {
            if (id == nullId) {
                builder.addNull();
                continue;
            }
            long bits = table.key(id);
            switch (builder) {
                case ColumnBuilder.OfInt ints -> ints.add((int) bits);
                case ColumnBuilder.OfLong longs -> longs.add(bits);
                case ColumnBuilder.OfDouble doubles -> doubles.add(Double.longBitsToDouble(bits));
                case ColumnBuilder.OfFloat floats -> floats.add(Float.intBitsToFloat((int) bits));
                case ColumnBuilder.OfBoolean booleans -> booleans.add(bits == 1);
                default -> throw new AssertionError(type);
            }
        }
        return builder.build();
    }
}
