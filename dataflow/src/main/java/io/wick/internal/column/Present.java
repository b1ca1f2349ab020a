package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;

import org.jspecify.annotations.Nullable;

/** Leaves out rows whose value is null, so that no accumulator meets one. */
final class Present {
    private static final Column NONE = new BooleanColumn(new boolean[0]);

    private Present() {}

    /**
     * The rows that have a value.
     *
     * @param values null if the rows themselves are wanted: all then
     */
    static Accumulator.Input of(int[] groups, @Nullable Column values, RowSet given) {
        int rows = given.size();
        int nulls = 0;
        for (int i = 0; values != null && values.hasNulls() && i < rows; i++) {
            nulls += values.isNull(i) ? 1 : 0;
        }
        if (nulls == 0 || values == null) {
            return new Accumulator.Input(groups, rows, values == null ? NONE : values, given);
        }
        int[] kept = new int[rows - nulls];
        int[] keptGroups = new int[kept.length];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (!values.isNull(i)) {
                kept[count] = i;
                keptGroups[count++] = groups[i];
            }
        }
        return new Accumulator.Input(keptGroups, count, values.take(kept, count), given);
    }
}
