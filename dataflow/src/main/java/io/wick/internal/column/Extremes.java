package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Smallest or largest values of any comparable type, as columns hold them. */
final class Extremes extends Accumulator {
    private final ColumnType type;
    private final boolean largest;
    private @Nullable Object[] extremes = {};

    private Extremes(ColumnType type, boolean largest) {
        this.type = type;
        this.largest = largest;
    }

    static Accumulator of(ColumnType type, boolean largest) {
        return switch (type) {
            case INT, DATE, LONG, TIMESTAMP -> new OfWhole(type, largest);
            default -> new Extremes(type, largest);
        };
    }

    @Override
    void grow(int groups) {
        extremes = Arrays.copyOf(extremes, room(extremes.length, groups));
    }

    @Override
    void add(Input input) {
        add(input.groups(), input.rows(), input.values());
    }

    @SuppressWarnings("unchecked")
    private void add(int[] groups, int rows, Column values) {
        for (int i = 0; i < rows; i++) {
            Object value = values.value(i);
            Object now = extremes[groups[i]];
            if (value != null
                    && (now == null || isBetter(((Comparable<Object>) value).compareTo(now)))) {
                extremes[groups[i]] = value;
            }
        }
    }

    private boolean isBetter(int comparison) {
        return largest ? comparison > 0 : comparison < 0;
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(type);
    }

    @Override
    Column[] save(int groups) {
        ColumnBuilder builder = ColumnBuilder.of(type, groups);
        for (int i = 0; i < groups; i++) {
            builder.addValue(extremes[i]);
        }
        return new Column[] {builder.build()};
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        add(groups, rows, states[0]);
    }

    @Override
    Column result(int groups, Slot slot) {
        return save(groups)[0];
    }

    /** Those of ints, longs, dates and instants, in arrays. */
    private static final class OfWhole extends Accumulator {
        private final ColumnType type;
        private final boolean largest;
        private long[] extremes = {};
        private boolean[] present = {};

        OfWhole(ColumnType type, boolean largest) {
            this.type = type;
            this.largest = largest;
        }

        @Override
        void grow(int groups) {
            int from = extremes.length;
            extremes = Arrays.copyOf(extremes, room(from, groups));
            present = Arrays.copyOf(present, extremes.length);
            Arrays.fill(extremes, from, extremes.length, largest ? Long.MIN_VALUE : Long.MAX_VALUE);
        }

        @Override
        void add(Input input) {
            int[] groups = input.groups();
            long[] values = Numbers.longs(input.values(), input.rows());
            for (int i = 0; i < input.rows(); i++) {
                add(groups[i], values[i]);
            }
        }

        private void add(int group, long value) {
            long now = extremes[group];
            extremes[group] = largest ? Math.max(now, value) : Math.min(now, value);
            present[group] = true;
        }

        @Override
        List<ColumnType> stateTypes() {
            return List.of(type);
        }

        @Override
        Column[] save(int groups) {
            ColumnBuilder builder = ColumnBuilder.of(type, groups);
            for (int i = 0; i < groups; i++) {
                if (!present[i]) {
                    builder.addNull();
                } else if (builder instanceof ColumnBuilder.OfInt ints) {
                    ints.add((int) extremes[i]);
                } else {
                    builder.addValue(extremes[i]);
                }
            }
            return new Column[] {builder.build()};
        }

        @Override
        void merge(int[] groups, int rows, Column[] states) {
            for (int i = 0; i < rows; i++) {
                if (!states[0].isNull(i)) {
                    add(
                            groups[i],
                            states[0] instanceof IntColumn ints
                                    ? ints.get(i)
                                    : ((LongColumn) states[0]).get(i));
                }
            }
        }

        @Override
        Column result(int groups, Slot slot) {
            return save(groups)[0];
        }
    }
}
