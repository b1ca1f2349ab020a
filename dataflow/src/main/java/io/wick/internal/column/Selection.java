package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.Field;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.StringColumn;
import io.wick.pipeline.Condition;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions on columns: which rows of a batch they hold for. */
public final class Selection {
    private Selection() {}

    /** The rows of a batch that a condition holds for; the batch itself if that is all of them. */
    public static Batch keep(Condition<?> condition, Batch batch) {
        int[] rows = rows(condition, batch);
        return rows.length == batch.rows() ? batch : batch.take(rows, rows.length);
    }

    /** The indexes of the rows that a condition holds for, ascending. */
    public static int[] rows(Condition<?> condition, Batch batch) {
        boolean[] holds = holds(condition, batch);
        int[] rows = new int[holds.length];
        int count = 0;
        for (int i = 0; i < holds.length; i++) {
            rows[count] = i;
            count += holds[i] ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    private static boolean[] holds(Condition<?> condition, Batch batch) {
        return switch (condition) {
            case Condition.And<?> and -> {
                boolean[] all = new boolean[batch.rows()];
                Arrays.fill(all, true);
                for (Condition<?> part : and.parts()) {
                    boolean[] one = holds(part, batch);
                    for (int i = 0; i < all.length; i++) {
                        all[i] &= one[i];
                    }
                }
                yield all;
            }
            case Condition.Or<?> or -> {
                boolean[] any = new boolean[batch.rows()];
                for (Condition<?> part : or.parts()) {
                    boolean[] one = holds(part, batch);
                    for (int i = 0; i < any.length; i++) {
                        any[i] |= one[i];
                    }
                }
                yield any;
            }
            case Condition.Comparison<?> c -> {
                int index = batch.schema().indexOf(c.column());
                yield compared(c, batch.schema().field(index), batch.column(index));
            }
            case Condition.In<?> in -> {
                int index = batch.schema().indexOf(in.column());
                yield contained(in, batch.schema().field(index), batch.column(index));
            }
            case Condition.IsNull<?> is -> {
                Column column = batch.column(batch.schema().indexOf(is.column()));
                boolean[] holds = new boolean[batch.rows()];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = column.isNull(i) != is.negated();
                }
                yield holds;
            }
        };
    }

    private static boolean[] compared(Condition.Comparison<?> c, Field field, Column column) {
        Condition.Operator operator = c.operator();
        Object held = Objects.requireNonNull(Cells.held(field, c.value()), "a comparison's value");
        return switch (column) {
            case IntColumn ints -> {
                Span span = Span.of(operator, (int) held);
                int[] values = ints.values();
                boolean[] holds = new boolean[values.length];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = (values[i] >= span.low & values[i] <= span.high) != span.outside;
                }
                yield withoutNulls(holds, column);
            }
            case LongColumn longs -> {
                Span span = Span.of(operator, (long) held);
                long[] values = longs.values();
                boolean[] holds = new boolean[values.length];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = (values[i] >= span.low & values[i] <= span.high) != span.outside;
                }
                yield withoutNulls(holds, column);
            }
            case DoubleColumn doubles -> {
                boolean[] holds = new boolean[column.size()];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = operator.holds(Double.compare(doubles.get(i), (double) held));
                }
                yield withoutNulls(holds, column);
            }
            case FloatColumn floats -> {
                boolean[] holds = new boolean[column.size()];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = operator.holds(Float.compare(floats.get(i), (float) held));
                }
                yield withoutNulls(holds, column);
            }
            default -> tested(column, value -> operator.holds(compare(value, held)));
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static boolean[] contained(Condition.In<?> in, Field field, Column column) {
        Set<?> values = in.values();
        if (field.type() == ColumnType.OBJECT || field.type() == ColumnType.STRING) {
            return tested(column, value -> values.contains(value) != in.negated());
        }
        Set<Object> held = new HashSet<>();
        for (Object value : values) {
            held.add(Objects.requireNonNull(Cells.held(field, value), "one of in's values"));
        }
        return tested(column, value -> held.contains(value) != in.negated());
    }

    /**
     * A test of values that are not null: of each entry of a dictionary rather than of each row.
     */
    private static boolean[] tested(Column column, Predicate<Object> test) {
        boolean[] holds = new boolean[column.size()];
        if (column instanceof StringColumn strings
                && strings.dictionary().length <= strings.size()) {
            boolean[] ofCode = new boolean[strings.dictionary().length];
            for (int code = 0; code < ofCode.length; code++) {
                ofCode[code] = test.test(strings.dictionary()[code]);
            }
            int[] codes = strings.codes();
            for (int i = 0; i < holds.length; i++) {
                holds[i] = codes[i] >= 0 && ofCode[codes[i]];
            }
            return holds;
        }
        for (int i = 0; i < holds.length; i++) {
            Object value = column.value(i);
            holds[i] = value != null && test.test(value);
        }
        return holds;
    }

    private static boolean[] withoutNulls(boolean[] holds, Column column) {
        if (column.hasNulls()) {
            for (int i = 0; i < holds.length; i++) {
                holds[i] &= !column.isNull(i);
            }
        }
        return holds;
    }

    /** The whole numbers that an operator holds for: those inside of a range, or outside. */
    private record Span(long low, long high, boolean outside) {
        static Span of(Condition.Operator operator, long value) {
            return switch (operator) {
                case EQUAL -> new Span(value, value, false);
                case NOT_EQUAL -> new Span(value, value, true);
                case LESS -> new Span(value, Long.MAX_VALUE, true);
                case AT_MOST -> new Span(Long.MIN_VALUE, value, false);
                case MORE -> new Span(Long.MIN_VALUE, value, true);
                case AT_LEAST -> new Span(value, Long.MAX_VALUE, false);
            };
        }
    }
}
