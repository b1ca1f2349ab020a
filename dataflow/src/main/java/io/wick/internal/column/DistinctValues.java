package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Exact numbers of different values: pairs of a group and a value, each once. */
final class DistinctValues extends Accumulator {
    private final KeyIds values;
    private final LongTable pairs = new LongTable();
    private int[] ids = {};

    DistinctValues(ColumnType type) {
        values = KeyIds.of(type);
    }

    @Override
    void grow(int groups) {}

    @Override
    void add(Input input) {
        idsOf(input.values(), input.rows());
        for (int i = 0; i < input.rows(); i++) {
            pairs.add((long) input.groups()[i] << 32 | ids[i]);
        }
    }

    private void idsOf(Column column, int rows) {
        if (ids.length < rows) {
            ids = new int[rows];
        }
        values.add(column, rows, ids);
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.OBJECT);
    }

    /** A column of a group's values, for each group. */
    @Override
    Column[] save(int groups) {
        long[] sorted = pairs.keys();
        Arrays.sort(sorted);
        Column all = values.values();
        @Nullable Object[] states = new @Nullable Object[groups];
        int at = 0;
        for (int group = 0; group < groups; group++) {
            int from = at;
            while (at < sorted.length && sorted[at] >>> 32 == group) {
                at++;
            }
            int[] own = new int[at - from];
            for (int i = 0; i < own.length; i++) {
                own[i] = (int) sorted[from + i];
            }
            Column taken = all.take(own, own.length);
            states[group] = taken instanceof StringColumn strings ? strings.compact() : taken;
        }
        return new Column[] {new ObjectColumn(states)};
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        for (int row = 0; row < rows; row++) {
            Column own = (Column) Objects.requireNonNull(states[0].value(row), "a state");
            idsOf(own, own.size());
            for (int i = 0; i < own.size(); i++) {
                pairs.add((long) groups[row] << 32 | ids[i]);
            }
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        long[] counts = new long[groups];
        for (int i = 0; i < pairs.count(); i++) {
            counts[(int) (pairs.key(i) >>> 32)]++;
        }
        return new LongColumn(counts);
    }
}
