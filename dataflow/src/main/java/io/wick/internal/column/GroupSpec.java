package io.wick.internal.column;

import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.graph.FunctionTypes;
import io.wick.pipeline.Aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which aggregates of which groups become records of which type. Checked when it is made.
 * Immutable; any thread; travels.
 *
 * @param <T> the type of the rows
 * @param <K> the type of the keys
 * @param <R> the record of the results
 */
public final class GroupSpec<T, K, R> implements Serializable {
    private final Schema<T> rows;
    private final Key<T, K> key;
    private final Schema<R> result;
    private final List<Aggregate<T, ?>> aggregates;

    /** Whether the result has a key that is a record as one component, else as its own ones. */
    private final boolean wholeKey;

    private GroupSpec(
            Schema<T> rows, Key<T, K> key, Schema<R> result, List<Aggregate<T, ?>> aggregates) {
        this.rows = rows;
        this.key = key;
        this.result = result;
        this.aggregates = aggregates;
        wholeKey =
                key.schema().isRecord()
                        && key.schema().size() > 0
                        && result.size() == 1 + aggregates.size()
                        && result.field(0).javaType().isAssignableFrom(key.schema().rowType());
    }

    /**
     * Groups of rows by a key, as records that have the key first and then the aggregates. A key
     * that is a record is one component of its type, or as many as it has itself. Without
     * aggregates the results are the different keys, of any type.
     *
     * @throws PipelineException if a component of the record is not of the type of what it is to
     *     get
     */
    @SuppressWarnings("unchecked")
    public static <T, K, R> GroupSpec<T, K, R> of(
            Schema<T> rows,
            Key<T, K> key,
            Class<R> result,
            List<? extends Aggregate<? super T, ?>> aggregates) {
        List<Aggregate<T, ?>> own = new ArrayList<>();
        aggregates.forEach(aggregate -> own.add((Aggregate<T, ?>) aggregate));
        GroupSpec<T, K, R> spec = new GroupSpec<>(rows, key, Schema.of(result), own);
        spec.check();
        return spec;
    }

    private void check() {
        List<Field> given = given();
        if (result.size() != given.size()) {
            throw new PipelineException(
                    "aggregate gives a record of the key and then the aggregates, "
                            + given
                            + "; "
                            + result.rowType().getName()
                            + " has "
                            + result.fields()
                            + ". Declare a record with one component for each");
        }
        for (int i = 0; i < given.size(); i++) {
            if (!Fitting.fits(given.get(i), result.field(i))) {
                throw new PipelineException(
                        "Component "
                                + result.field(i).name()
                                + " of "
                                + result.rowType().getName()
                                + " is a "
                                + result.field(i).javaType().getTypeName()
                                + ", but gets "
                                + given.get(i).name()
                                + ", a "
                                + given.get(i).javaType().getTypeName()
                                + ". Change the component's type, or the order of the aggregates");
            }
        }
    }

    /** What the components get. */
    List<Field> given() {
        List<Field> given = new ArrayList<>();
        if (wholeKey) {
            Class<K> type = key.schema().rowType();
            given.add(new Field("the key", ColumnType.OBJECT, false, type));
        } else {
            given.addAll(key.schema().fields());
        }
        for (Aggregate<T, ?> aggregate : aggregates) {
            given.add(field(aggregate));
        }
        return given;
    }

    /** What an aggregate gives. */
    Field field(Aggregate<T, ?> aggregate) {
        return Field.of(nameOf(aggregate), typeOf(aggregate));
    }

    private static String nameOf(Aggregate<?, ?> aggregate) {
        return switch (aggregate) {
            case Aggregate.Extreme<?, ?> extreme -> extreme.largest() ? "max" : "min";
            case Aggregate.Variance<?> variance -> variance.root() ? "stddev" : "variance";
            case Aggregate.Quantile<?> quantile -> "quantile " + quantile.rank();
            case Aggregate.Custom<?, ?, ?> _ -> "an aggregate of your own";
            default -> {
                String name = aggregate.getClass().getSimpleName();
                yield Character.toLowerCase(name.charAt(0)) + name.substring(1);
            }
        };
    }

    private Class<?> typeOf(Aggregate<T, ?> aggregate) {
        return switch (aggregate) {
            case Aggregate.Count<?> _,
                    Aggregate.CountOf<?> _,
                    Aggregate.CountIf<?> _,
                    Aggregate.Sum<?> _,
                    Aggregate.Distinct<?> _,
                    Aggregate.ApproximateDistinct<?> _ ->
                    Long.class;
            case Aggregate.SumDouble<?> _,
                    Aggregate.Mean<?> _,
                    Aggregate.Variance<?> _,
                    Aggregate.Quantile<?> _ ->
                    Double.class;
            case Aggregate.Extreme<T, ?> extreme ->
                    Expression.of(rows, extreme.input()).field().javaType();
            case Aggregate.TopK<T, ?> _ -> List.class;
            case Aggregate.Custom<T, ?, ?> custom -> FunctionTypes.of(custom.finish()).resultType();
        };
    }

    /** The names of the columns of the rows that are needed. */
    public Set<String> columns() {
        Set<String> names = new TreeSet<>(key.columns());
        for (Aggregate<T, ?> aggregate : aggregates) {
            switch (aggregate) {
                case Aggregate.OfValue<T, ?> of ->
                        names.addAll(Expression.of(rows, of.input()).columns());
                case Aggregate.Custom<T, ?, ?> _ -> rows.fields().forEach(f -> names.add(f.name()));
                case Aggregate.Count<?> _ -> {}
            }
        }
        return names;
    }

    /** A table of no groups. */
    public GroupTable<T, R> table() {
        return new GroupTable<>(this);
    }

    /** The records of the results. */
    public Schema<R> result() {
        return result;
    }

    /** What rows are grouped by. */
    public Key<T, K> key() {
        return key;
    }

    Schema<T> rows() {
        return rows;
    }

    List<Aggregate<T, ?>> aggregates() {
        return aggregates;
    }

    boolean wholeKey() {
        return wholeKey;
    }
}
