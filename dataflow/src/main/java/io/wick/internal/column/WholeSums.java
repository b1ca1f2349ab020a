package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.pipeline.Aggregate;

import java.util.Arrays;
import java.util.List;

/** Exact sums and counts of whole numbers: for sums, and for means of ints. */
final class WholeSums extends Accumulator {
    private long[] sums = {};
    private long[] counts = {};

    @Override
    void grow(int groups) {
        sums = Arrays.copyOf(sums, room(sums.length, groups));
        counts = Arrays.copyOf(counts, sums.length);
    }

    @Override
    void add(Input input) {
        int[] groups = input.groups();
        if (input.values() instanceof IntColumn ints) {
            int[] values = ints.values();
            for (int i = 0; i < input.rows(); i++) {
                int group = groups[i];
                sums[group] = Math.addExact(sums[group], (long) values[i]);
                counts[group]++;
            }
            return;
        }
        long[] values = Numbers.longs(input.values(), input.rows());
        for (int i = 0; i < input.rows(); i++) {
            int group = groups[i];
            sums[group] = Math.addExact(sums[group], values[i]);
            counts[group]++;
        }
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.LONG, ColumnType.LONG);
    }

    @Override
    Column[] save(int groups) {
        return new Column[] {
            new LongColumn(Arrays.copyOf(sums, groups)),
            new LongColumn(Arrays.copyOf(counts, groups))
        };
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        long[] moreSums = ((LongColumn) states[0]).values();
        long[] moreCounts = ((LongColumn) states[1]).values();
        for (int i = 0; i < rows; i++) {
            int group = groups[i];
            sums[group] = Math.addExact(sums[group], moreSums[i]);
            counts[group] += moreCounts[i];
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        if (slot.aggregate() instanceof Aggregate.Mean<?>) {
            return DoubleSums.quotients(groups, i -> (double) sums[i], counts);
        }
        ColumnBuilder.OfLong results =
                (ColumnBuilder.OfLong) ColumnBuilder.of(ColumnType.LONG, groups);
        for (int i = 0; i < groups; i++) {
            if (counts[i] == 0) {
                results.addNull();
            } else {
                results.add(sums[i]);
            }
        }
        return results.build();
    }
}
