package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.StringColumn;
import io.wick.pipeline.Condition;

import java.util.Arrays;
import java.util.function.Predicate;

/** Finds the rows of a batch that a condition holds for. */
final class ConditionFilter {
    private ConditionFilter() {}

    /**
     * Keeps those of some rows for which it holds, in their order.
     *
     * @param rows of which the first {@code count} are looked at; written over
     * @return how many are kept
     */
    static int keep(Condition<?> condition, Batch batch, int[] rows, int count) {
        return switch (condition) {
            case Condition.And<?> and -> {
                int left = count;
                for (Condition<?> part : and.parts()) {
                    left = keep(part, batch, rows, left);
                }
                yield left;
            }
            case Condition.Or<?> or -> any(or, batch, rows, count);
            case Condition.Comparison<?> comparison -> {
                int index = batch.schema().indexOf(comparison.column());
                yield compare(comparison, batch, index, rows, count);
            }
            case Condition.In<?> in -> {
                int index = batch.schema().indexOf(in.column());
                yield test(
                        batch,
                        index,
                        rows,
                        count,
                        value -> in.values().contains(value) != in.negated());
            }
            case Condition.IsNull<?> isNull -> {
                Column column = batch.column(batch.schema().indexOf(isNull.column()));
                int kept = 0;
                for (int i = 0; i < count; i++) {
                    if (column.isNull(rows[i]) != isNull.negated()) {
                        rows[kept++] = rows[i];
                    }
                }
                yield kept;
            }
        };
    }

    private static int any(Condition.Or<?> or, Batch batch, int[] rows, int count) {
        boolean[] holds = new boolean[batch.rows()];
        for (Condition<?> part : or.parts()) {
            int[] some = Arrays.copyOf(rows, count);
            int held = keep(part, batch, some, count);
            for (int i = 0; i < held; i++) {
                holds[some[i]] = true;
            }
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (holds[rows[i]]) {
                rows[kept++] = rows[i];
            }
        }
        return kept;
    }

    private static int compare(
            Condition.Comparison<?> comparison, Batch batch, int index, int[] rows, int count) {
        Condition.Operator operator = comparison.operator();
        Column column = batch.column(index);
        ColumnType type = batch.schema().field(index).type();
        if (type == ColumnType.INT && column instanceof IntColumn ints) {
            return whole(operator, ((Number) comparison.value()).longValue(), ints, rows, count);
        }
        if (type == ColumnType.LONG && column instanceof LongColumn longs) {
            return whole(operator, ((Number) comparison.value()).longValue(), longs, rows, count);
        }
        return test(
                batch,
                index,
                rows,
                count,
                value -> operator.holds(order(value, comparison.value())));
    }

    private static int whole(
            Condition.Operator operator, long bound, IntColumn column, int[] rows, int count) {
        int[] values = column.values();
        boolean nulls = column.hasNulls();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (operator.holds(Long.compare(values[row], bound))
                    && !(nulls && column.isNull(row))) {
                rows[kept++] = row;
            }
        }
        return kept;
    }

    private static int whole(
            Condition.Operator operator, long bound, LongColumn column, int[] rows, int count) {
        long[] values = column.values();
        boolean nulls = column.hasNulls();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (operator.holds(Long.compare(values[row], bound))
                    && !(nulls && column.isNull(row))) {
                rows[kept++] = row;
            }
        }
        return kept;
    }

    /** Tests values that are not null; of strings each entry of the dictionary once. */
    private static int test(Batch batch, int index, int[] rows, int count, Predicate<Object> test) {
        Column column = batch.column(index);
        int kept = 0;
        if (column instanceof StringColumn strings
                && strings.dictionary().length <= strings.size()) {
            boolean[] holds = new boolean[strings.dictionary().length];
            for (int i = 0; i < holds.length; i++) {
                holds[i] = test.test(strings.dictionary()[i]);
            }
            int[] codes = strings.codes();
            for (int i = 0; i < count; i++) {
                int code = codes[rows[i]];
                if (code >= 0 && holds[code]) {
                    rows[kept++] = rows[i];
                }
            }
            return kept;
        }
        for (int i = 0; i < count; i++) {
            Object value = batch.value(rows[i], index);
            if (value != null && test.test(value)) {
                rows[kept++] = rows[i];
            }
        }
        return kept;
    }

    @SuppressWarnings("unchecked")
    private static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
