package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.LongColumn;
import io.wick.pipeline.Aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Sums and means of doubles, compensated as by Neumaier (1974). */
final class DoubleSums extends Accumulator {
    private double[] sums = {};
    private double[] lost = {};
    private long[] counts = {};

    @Override
    void grow(int groups) {
        sums = Arrays.copyOf(sums, room(sums.length, groups));
        lost = Arrays.copyOf(lost, sums.length);
        counts = Arrays.copyOf(counts, sums.length);
    }

    @Override
    void add(Input input) {
        int[] groups = input.groups();
        double[] values = Numbers.doubles(input.values(), input.rows());
        for (int i = 0; i < input.rows(); i++) {
            add(groups[i], values[i]);
            counts[groups[i]]++;
        }
    }

    private void add(int group, double value) {
        double before = sums[group];
        double after = before + value;
        lost[group] +=
                Math.abs(before) >= Math.abs(value)
                        ? (before - after) + value
                        : (value - after) + before;
        sums[group] = after;
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.LONG);
    }

    @Override
    Column[] save(int groups) {
        return new Column[] {
            new DoubleColumn(Arrays.copyOf(sums, groups)),
            new DoubleColumn(Arrays.copyOf(lost, groups)),
            new LongColumn(Arrays.copyOf(counts, groups))
        };
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        double[] moreSums = ((DoubleColumn) states[0]).values();
        double[] moreLost = ((DoubleColumn) states[1]).values();
        long[] moreCounts = ((LongColumn) states[2]).values();
        for (int i = 0; i < rows; i++) {
            int group = groups[i];
            add(group, moreSums[i]);
            lost[group] += moreLost[i];
            counts[group] += moreCounts[i];
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        if (slot.aggregate() instanceof Aggregate.Mean<?>) {
            return quotients(groups, this::sum, counts);
        }
        long[] ones = new long[groups];
        for (int i = 0; i < groups; i++) {
            ones[i] = Math.min(1, counts[i]);
        }
        return quotients(groups, this::sum, ones);
    }

    /** Infinities and NaN leave no loss that means anything. */
    private double sum(int group) {
        double compensated = sums[group] + lost[group];
        return Double.isNaN(compensated) ? sums[group] : compensated;
    }

    /** What each group has, divided by a count; null where that is 0. */
    static Column quotients(int groups, IntToDoubleFunction dividends, long[] divisors) {
        ColumnBuilder.OfDouble results =
                (ColumnBuilder.OfDouble) ColumnBuilder.of(ColumnType.DOUBLE, groups);
        for (int i = 0; i < groups; i++) {
            if (divisors[i] == 0) {
                results.addNull();
            } else {
                results.add(dividends.applyAsDouble(i) / divisors[i]);
            }
        }
        return results.build();
    }
}
