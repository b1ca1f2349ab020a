package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.IntColumn;
import io.wick.column.ObjectColumn;
import io.wick.pipeline.Aggregate;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * Quantiles. Of ints a group counts each value of a dense range in a histogram, which is one array
 * access per row. The values outside of it, and all that are no ints, are kept as they are while
 * they are few ({@link QuantileState}), and go to a sketch with the others when they are many.
 */
final class Quantiles extends Accumulator {
    private static final int[] NO_COUNTS = {};

    private final boolean ints;

    /** The histogram of each group, empty until its values are known to be dense. */
    private int[][] counts = {};

    /** The value that the first count of each group is of. */
    private int[] lows = {};

    private @Nullable QuantileState[] states = {};

    /** Of a column of ints, or of any other numbers. */
    Quantiles(boolean ints) {
        this.ints = ints;
    }

    @Override
    void grow(int groups) {
        int from = counts.length;
        counts = Arrays.copyOf(counts, room(from, groups));
        Arrays.fill(counts, from, counts.length, NO_COUNTS);
        lows = Arrays.copyOf(lows, counts.length);
        states = Arrays.copyOf(states, counts.length);
    }

    @Override
    void add(Input input) {
        if (ints) {
            addInts(input.groups(), ((IntColumn) input.values()).values(), input.rows());
            return;
        }
        double[] values = Numbers.doubles(input.values(), input.rows());
        for (int i = 0; i < input.rows(); i++) {
            if (!Double.isNaN(values[i])) {
                state(input.groups()[i]).add(values[i]);
            }
        }
    }

    private void addInts(int[] groups, int[] values, int rows) {
        int[][] all = counts;
        int[] first = lows;
        for (int i = 0; i < rows; i++) {
            int group = groups[i];
            int[] own = all[group];
            int at = values[i] - first[group];
            if (Integer.compareUnsigned(at, own.length) < 0 && own[at] != Integer.MAX_VALUE) {
                own[at]++;
            } else {
                addOutside(group, values[i]);
            }
        }
    }

    /** A value that the group's histogram has no count for, yet or at all. */
    private void addOutside(int group, int value) {
        QuantileState state = state(group);
        state.attach(lows[group], counts[group]);
        state.addInt(value);
        detach(group, state);
    }

    /** The histogram is kept here while rows are added: an object less on the way to it. */
    private void detach(int group, QuantileState state) {
        lows[group] = state.low();
        counts[group] = state.counts();
    }

    private QuantileState state(int group) {
        QuantileState state = states[group];
        if (state == null) {
            state = new QuantileState(ints);
            states[group] = state;
        }
        return state;
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.OBJECT);
    }

    @Override
    Column[] save(int groups) {
        @Nullable Object[] saved = new @Nullable Object[groups];
        for (int i = 0; i < groups; i++) {
            QuantileState state = states[i];
            if (state != null) {
                state.attach(lows[i], counts[i]);
                saved[i] = state.save();
            }
        }
        return new Column[] {new ObjectColumn(saved)};
    }

    @Override
    void merge(int[] groups, int rows, Column[] more) {
        for (int i = 0; i < rows; i++) {
            if (more[0].value(i) instanceof QuantileState.Saved saved) {
                int group = groups[i];
                QuantileState state = state(group);
                state.attach(lows[group], counts[group]);
                state.merge(saved);
                detach(group, state);
            }
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        double rank = ((Aggregate.Quantile<?>) slot.aggregate()).rank();
        ColumnBuilder.OfDouble results =
                (ColumnBuilder.OfDouble) ColumnBuilder.of(ColumnType.DOUBLE, groups);
        for (int i = 0; i < groups; i++) {
            QuantileState state = states[i];
            if (state == null) {
                results.addNull();
            } else {
                state.attach(lows[i], counts[i]);
                results.add(state.quantile(rank));
            }
        }
        return results.build();
    }
}
