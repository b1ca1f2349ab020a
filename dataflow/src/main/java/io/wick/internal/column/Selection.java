package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.Field;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.StringColumn;
import io.wick.pipeline.Condition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions on columns: which rows of a batch they hold for. */
public final class Selection {
    private static final Instant EARLIEST = Cells.instant(Long.MIN_VALUE + 1_000_000_000L);
    private static final Instant LATEST = Cells.instant(Long.MAX_VALUE);

    private Selection() {}

    /** Whether a condition holds for each row of a batch. */
    public static boolean[] holds(Condition<?> condition, Batch batch) {
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
            case Condition.Comparison<?> c ->
                    compared(c, batch.column(batch.schema().indexOf(c.column())));
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

    private static boolean[] compared(Condition.Comparison<?> c, Column column) {
        Condition.Operator operator = c.operator();
        Object value = c.value();
        return switch (column) {
            case IntColumn ints -> {
                Span span = Span.of(operator, whole(value));
                int[] values = ints.values();
                boolean[] holds = new boolean[values.length];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = (values[i] >= span.low & values[i] <= span.high) != span.outside;
                }
                yield withoutNulls(holds, column);
            }
            case LongColumn longs -> {
                Span span = Span.of(operator, whole(value));
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
                    holds[i] = operator.holds(Double.compare(doubles.get(i), (double) value));
                }
                yield withoutNulls(holds, column);
            }
            case FloatColumn floats -> {
                boolean[] holds = new boolean[column.size()];
                for (int i = 0; i < holds.length; i++) {
                    holds[i] = operator.holds(Float.compare(floats.get(i), (float) value));
                }
                yield withoutNulls(holds, column);
            }
            default -> tested(column, held -> operator.holds(compare(held, value)));
        };
    }

    /** As a column holds it, or the nearest to it for times that no column can hold. */
    private static long whole(Object value) {
        return switch (value) {
            case LocalDate date -> date.toEpochDay();
            case Instant time when time.isBefore(EARLIEST) -> Long.MIN_VALUE;
            case Instant time when time.isAfter(LATEST) -> Long.MAX_VALUE;
            case Instant time -> Cells.nanos(time);
            default -> ((Number) value).longValue();
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static boolean[] contained(Condition.In<?> in, Field field, Column column) {
        Set<?> values = in.values();
        return tested(
                column, value -> values.contains(Cells.component(field, value)) != in.negated());
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
