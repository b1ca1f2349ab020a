package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.LongColumn;
import io.wick.pipeline.Aggregate;

import java.util.Arrays;
import java.util.List;

/**
 * Variances by Welford's update (1962), merged as by Chan, Golub and LeVeque (1979): count, mean
 * and the sum of squared distances from the mean.
 */
final class Variances extends Accumulator {
    private long[] counts = {};
    private double[] means = {};
    private double[] squares = {};

    @Override
    void grow(int groups) {
        counts = Arrays.copyOf(counts, room(counts.length, groups));
        means = Arrays.copyOf(means, counts.length);
        squares = Arrays.copyOf(squares, counts.length);
    }

    @Override
    void add(Input input) {
        int[] groups = input.groups();
        double[] values = Numbers.doubles(input.values(), input.rows());
        for (int i = 0; i < input.rows(); i++) {
            int group = groups[i];
            double before = values[i] - means[group];
            means[group] += before / ++counts[group];
            squares[group] += before * (values[i] - means[group]);
        }
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.LONG, ColumnType.DOUBLE, ColumnType.DOUBLE);
    }

    @Override
    Column[] save(int groups) {
        return new Column[] {
            new LongColumn(Arrays.copyOf(counts, groups)),
            new DoubleColumn(Arrays.copyOf(means, groups)),
            new DoubleColumn(Arrays.copyOf(squares, groups))
        };
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        long[] moreCounts = ((LongColumn) states[0]).values();
        double[] moreMeans = ((DoubleColumn) states[1]).values();
        double[] moreSquares = ((DoubleColumn) states[2]).values();
        for (int i = 0; i < rows; i++) {
            int group = groups[i];
            long own = counts[group];
            long more = moreCounts[i];
            if (more == 0) {
                continue;
            }
            double apart = moreMeans[i] - means[group];
            double part = (double) more / (own + more);
            means[group] += apart * part;
            squares[group] += moreSquares[i] + apart * apart * own * part;
            counts[group] = own + more;
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        boolean root = slot.aggregate() instanceof Aggregate.Variance<?> v && v.root();
        long[] divisors = new long[groups];
        for (int i = 0; i < groups; i++) {
            divisors[i] = Math.max(0, counts[i] - 1);
        }
        Column variances = DoubleSums.quotients(groups, i -> squares[i], divisors);
        if (root) {
            double[] values = ((DoubleColumn) variances).values();
            for (int i = 0; i < groups; i++) {
                values[i] = Math.sqrt(values[i]);
            }
        }
        return variances;
    }
}
