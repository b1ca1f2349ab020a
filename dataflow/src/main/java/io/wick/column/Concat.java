package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Columns one after the other as one. */
final class Concat {
    private Concat() {}

    static Column of(List<? extends Column> columns) {
        int size = 0;
        for (Column column : columns) {
            size = Math.addExact(size, column.size());
        }
        return switch (columns.getFirst()) {
            case IntColumn _ -> ints(columns, size);
            case LongColumn _ -> longs(columns, size);
            case DoubleColumn _ -> doubles(columns, size);
            case FloatColumn _ -> floats(columns, size);
            case BooleanColumn _ -> booleans(columns, size);
            case StringColumn _ -> strings(columns, size);
            case ObjectColumn _ -> objects(columns, size);
        };
    }

    private static Column ints(List<? extends Column> columns, int size) {
        int[] values = new int[size];
        int at = 0;
        for (Column column : columns) {
            System.arraycopy(((IntColumn) column).values(), 0, values, at, column.size());
            at += column.size();
        }
        return new IntColumn(values, nulls(columns, size));
    }

    private static Column longs(List<? extends Column> columns, int size) {
        long[] values = new long[size];
        int at = 0;
        for (Column column : columns) {
            System.arraycopy(((LongColumn) column).values(), 0, values, at, column.size());
            at += column.size();
        }
        return new LongColumn(values, nulls(columns, size));
    }

    private static Column doubles(List<? extends Column> columns, int size) {
        double[] values = new double[size];
        int at = 0;
        for (Column column : columns) {
            System.arraycopy(((DoubleColumn) column).values(), 0, values, at, column.size());
            at += column.size();
        }
        return new DoubleColumn(values, nulls(columns, size));
    }

    private static Column floats(List<? extends Column> columns, int size) {
        float[] values = new float[size];
        int at = 0;
        for (Column column : columns) {
            System.arraycopy(((FloatColumn) column).values(), 0, values, at, column.size());
            at += column.size();
        }
        return new FloatColumn(values, nulls(columns, size));
    }

    private static Column booleans(List<? extends Column> columns, int size) {
        boolean[] values = new boolean[size];
        int at = 0;
        for (Column column : columns) {
            System.arraycopy(((BooleanColumn) column).values(), 0, values, at, column.size());
            at += column.size();
        }
        return new BooleanColumn(values, nulls(columns, size));
    }

    private static Column strings(List<? extends Column> columns, int size) {
        int[] codes = new int[size];
        String[] dictionary = ((StringColumn) columns.getFirst()).dictionary();
        int from = 0;
        String[] last = dictionary;
        int at = 0;
        for (Column column : columns) {
            StringColumn strings = (StringColumn) column;
            if (strings.dictionary() != last) {
                last = strings.dictionary();
                from = dictionary.length;
                dictionary = Arrays.copyOf(dictionary, from + last.length);
                System.arraycopy(last, 0, dictionary, from, last.length);
            }
            for (int code : strings.codes()) {
                codes[at++] = code < 0 ? StringColumn.NULL : code + from;
            }
        }
        return new StringColumn(codes, dictionary);
    }

    private static Column objects(List<? extends Column> columns, int size) {
        @Nullable Object[] values = new @Nullable Object[size];
        int at = 0;
        for (Column column : columns) {
            System.arraycopy(((ObjectColumn) column).values(), 0, values, at, column.size());
            at += column.size();
        }
        return new ObjectColumn(values);
    }

    private static long @Nullable [] nulls(List<? extends Column> columns, int size) {
        long[] nulls = null;
        int at = 0;
        for (Column column : columns) {
            if (column.hasNulls()) {
                nulls = nulls == null ? NullBits.of(size) : nulls;
                for (int i = 0; i < column.size(); i++) {
                    if (column.isNull(i)) {
                        NullBits.set(nulls, at + i);
                    }
                }
            }
            at += column.size();
        }
        return nulls;
    }
}
