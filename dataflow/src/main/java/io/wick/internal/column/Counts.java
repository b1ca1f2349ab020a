package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;

import java.util.Arrays;
import java.util.List;

/** Counts rows, or values, or values that are true. */
final class Counts extends Accumulator {
    private final boolean ofTrue;
    private long[] counts = {};

    Counts(boolean ofTrue) {
        this.ofTrue = ofTrue;
    }

    @Override
    void grow(int groups) {
        counts = Arrays.copyOf(counts, room(counts.length, groups));
    }

    @Override
    void add(Input input) {
        int[] groups = input.groups();
        long[] to = counts;
        if (!ofTrue) {
            for (int i = 0; i < input.rows(); i++) {
                to[groups[i]]++;
            }
        } else if (input.values() instanceof BooleanColumn booleans) {
            for (int i = 0; i < input.rows(); i++) {
                to[groups[i]] += booleans.get(i) ? 1 : 0;
            }
        } else {
            ObjectColumn objects = (ObjectColumn) input.values();
            for (int i = 0; i < input.rows(); i++) {
                to[groups[i]] += Boolean.TRUE.equals(objects.value(i)) ? 1 : 0;
            }
        }
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.LONG);
    }

    @Override
    Column[] save(int groups) {
        return new Column[] {new LongColumn(Arrays.copyOf(counts, groups))};
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        long[] more = ((LongColumn) states[0]).values();
        for (int i = 0; i < rows; i++) {
            counts[groups[i]] += more[i];
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        return save(groups)[0];
    }
}
