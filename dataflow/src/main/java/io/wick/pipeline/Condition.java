package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.error.PipelineException;
import io.wick.internal.column.Accessors;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition on columns of a row, which a source may use to leave out rows, files and parts of
 * files, and which runs on columns otherwise.
 *
 * <pre>{@code
 * Condition.of(Flight::distance).atLeast(100).and(Condition.of(Flight::origin).in("JFK", "LGA"))
 * }</pre>
 *
 * As in SQL a comparison with a null holds for no row, nor does its {@link #not}. Immutable; any
 * thread.
 *
 * @param <T> the type of the rows
 */
public sealed interface Condition<T> extends Serializable {

    /**
     * Starts a condition on a column.
     *
     * @param accessor a record's accessor, such as {@code Flight::distance}
     * @throws PipelineException if it is any other function
     */
    static <T, V extends Comparable<? super V>> Term<T, V> of(Fn1<T, V> accessor) {
        return new Term<>(
                Accessors.of(Stages.given(accessor, "accessor", "Condition.of"))
                        .orElseThrow(
                                () ->
                                        new PipelineException(
                                                "A condition is on a column, so Condition.of takes"
                                                    + " a record's accessor, such as"
                                                    + " Flight::distance. Any other function goes"
                                                    + " to filter(..)"))
                        .name());
    }

    /** Both hold. */
    default Condition<T> and(Condition<T> other) {
        return new And<>(joined(And.class, this, other));
    }

    /** At least one holds. */
    default Condition<T> or(Condition<T> other) {
        return new Or<>(joined(Or.class, this, other));
    }

    /** Holds where this is known not to. */
    Condition<T> not();

    /** Whether some row may match where columns have these ranges; false is certain. */
    boolean mayMatch(Function<String, ColumnRange> ranges);

    /** The columns that are needed to decide it. */
    Set<String> columns();

    private static <T> List<Condition<T>> joined(
            Class<?> kind, Condition<T> left, Condition<T> right) {
        List<Condition<T>> all = new ArrayList<>();
        for (Condition<T> one : List.of(left, right)) {
            if (!kind.isInstance(one)) {
                all.add(one);
            } else if (one instanceof And<T>(List<Condition<T>> parts)) {
                all.addAll(parts);
            } else if (one instanceof Or<T>(List<Condition<T>> parts)) {
                all.addAll(parts);
            }
        }
        return List.copyOf(all);
    }

    /**
     * The start of a condition: a column.
     *
     * @param <T> the type of the rows
     * @param <V> the type of the column's values
     */
    final class Term<T, V extends Comparable<? super V>> {
        private final String column;

        private Term(String column) {
            this.column = column;
        }

        public Condition<T> equalTo(V value) {
            return comparison(Operator.EQUAL, value);
        }

        public Condition<T> notEqualTo(V value) {
            return comparison(Operator.NOT_EQUAL, value);
        }

        public Condition<T> lessThan(V value) {
            return comparison(Operator.LESS, value);
        }

        public Condition<T> atMost(V value) {
            return comparison(Operator.AT_MOST, value);
        }

        public Condition<T> moreThan(V value) {
            return comparison(Operator.MORE, value);
        }

        public Condition<T> atLeast(V value) {
            return comparison(Operator.AT_LEAST, value);
        }

        /** From {@code low} to {@code high}, both included. */
        public Condition<T> between(V low, V high) {
            return atLeast(low).and(atMost(high));
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // read, never written
        public final Condition<T> in(V... values) {
            return in(List.of(values));
        }

        public Condition<T> in(Collection<? extends V> values) {
            return new In<>(column, new LinkedHashSet<>(values), false);
        }

        public Condition<T> isNull() {
            return new IsNull<>(column, false);
        }

        public Condition<T> isNotNull() {
            return new IsNull<>(column, true);
        }

        private Condition<T> comparison(Operator operator, V value) {
            if (value == null) {
                throw new PipelineException(
                        "A comparison of "
                                + column
                                + " with null holds for no row. Use isNull() or isNotNull()");
            }
            return new Comparison<>(column, operator, value);
        }
    }

    /** How a column's value compares. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** The operator that holds where this does not. */
        public Operator opposite() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> AT_LEAST;
                case AT_MOST -> MORE;
                case MORE -> AT_MOST;
                case AT_LEAST -> LESS;
            };
        }

        /** Whether it holds for a value that compares so ({@link Comparable#compareTo}). */
        public boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case MORE -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /** All hold. */
    record And<T>(List<Condition<T>> parts) implements Condition<T> {
        @Override
        public Condition<T> not() {
            return new Or<>(parts.stream().map(Condition::not).toList());
        }

        @Override
        public boolean mayMatch(Function<String, ColumnRange> ranges) {
            return parts.stream().allMatch(part -> part.mayMatch(ranges));
        }

        @Override
        public Set<String> columns() {
            return columnsOf(parts);
        }

        @Override
        public String toString() {
            return text(parts, " and ");
        }
    }

    /** At least one holds. */
    record Or<T>(List<Condition<T>> parts) implements Condition<T> {
        @Override
        public Condition<T> not() {
            return new And<>(parts.stream().map(Condition::not).toList());
        }

        @Override
        public boolean mayMatch(Function<String, ColumnRange> ranges) {
            return parts.stream().anyMatch(part -> part.mayMatch(ranges));
        }

        @Override
        public Set<String> columns() {
            return columnsOf(parts);
        }

        @Override
        public String toString() {
            return text(parts, " or ");
        }
    }

    /** A column's value compares with another. */
    record Comparison<T>(String column, Operator operator, Object value) implements Condition<T> {
        @Override
        public Condition<T> not() {
            return new Comparison<>(column, operator.opposite(), value);
        }

        @Override
        public boolean mayMatch(Function<String, ColumnRange> ranges) {
            ColumnRange range = ranges.apply(column);
            Object min = range.min();
            Object max = range.max();
            boolean upwards = max == null || operator.holds(compare(max, value));
            boolean downwards = min == null || operator.holds(compare(min, value));
            return range.mayBeValue()
                    && switch (operator) {
                        case LESS, AT_MOST -> downwards;
                        case MORE, AT_LEAST -> upwards;
                        case NOT_EQUAL -> upwards || downwards;
                        case EQUAL -> isWithin(range, value);
                    };
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }

        @Override
        public String toString() {
            return column + " " + operator.symbol + " " + value;
        }
    }

    /** A column's value is one of some, or one of no such. */
    record In<T>(String column, Set<?> values, boolean negated) implements Condition<T> {
        @Override
        public Condition<T> not() {
            return new In<>(column, values, !negated);
        }

        @Override
        public boolean mayMatch(Function<String, ColumnRange> ranges) {
            ColumnRange range = ranges.apply(column);
            return range.mayBeValue()
                    && (negated || values.stream().anyMatch(value -> isWithin(range, value)));
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }

        @Override
        public String toString() {
            return column + (negated ? " not in " : " in ") + values;
        }
    }

    /** A column's value is null, or is not. */
    record IsNull<T>(String column, boolean negated) implements Condition<T> {
        @Override
        public Condition<T> not() {
            return new IsNull<>(column, !negated);
        }

        @Override
        public boolean mayMatch(Function<String, ColumnRange> ranges) {
            ColumnRange range = ranges.apply(column);
            return negated ? range.mayBeValue() : range.mayBeNull();
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }

        @Override
        public String toString() {
            return column + (negated ? " is not null" : " is null");
        }
    }

    private static boolean isWithin(ColumnRange range, Object value) {
        Object min = range.min();
        Object max = range.max();
        return range.mayBeValue()
                && (min == null || compare(min, value) <= 0)
                && (max == null || compare(max, value) >= 0);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static <T> Set<String> columnsOf(List<Condition<T>> parts) {
        Set<String> columns = new TreeSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns;
    }

    private static <T> String text(List<Condition<T>> parts, String word) {
        return parts.stream().map(Objects::toString).collect(Collectors.joining(word, "(", ")"));
    }
}
