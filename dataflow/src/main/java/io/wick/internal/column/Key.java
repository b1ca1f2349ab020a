package io.wick.internal.column;

import io.wick.Fn1;
import io.wick.column.Column;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rows are grouped, joined or made distinct by: some columns. Immutable; any thread.
 *
 * @param <T> the type of the rows
 * @param <K> the type of the keys
 */
public final class Key<T, K> implements Serializable {
    /** No key: all rows belong together. */
    private record None() {}

    private final Schema<K> schema;
    private final List<Expression<T>> expressions;

    /** Whether the one expression gives records whose components are the key's columns. */
    private final boolean records;

    private Key(Schema<K> schema, List<Expression<T>> expressions, boolean records) {
        this.schema = schema;
        this.expressions = expressions;
        this.records = records;
    }

    /** The key that a function of a row gives: an accessor's column, or the parts of a record. */
    @SuppressWarnings("unchecked")
    public static <T, K> Key<T, K> of(Schema<T> rows, Fn1<T, K> function) {
        Expression<T> expression = Expression.of(rows, function);
        Class<K> type = (Class<K>) expression.field().javaType();
        if (!expression.isColumn() && type.isRecord()) {
            return new Key<>(Schema.of(type), List.of(expression), true);
        }
        return new Key<>(Schema.of(type, List.of(expression.field())), List.of(expression), false);
    }

    /**
     * A record of the values of several functions, in the record's order.
     *
     * @throws PipelineException if the record has not as many components, of those types
     */
    public static <T, K> Key<T, K> of(
            Schema<T> rows, Class<K> record, List<? extends Fn1<T, ?>> functions) {
        List<Expression<T>> all =
                functions.stream().map(function -> Expression.<T>of(rows, function)).toList();
        Schema<K> schema = Schema.of(record);
        for (int i = 0; i < Math.max(all.size(), schema.size()); i++) {
            boolean fits =
                    i < all.size()
                            && i < schema.size()
                            && schema.field(i).type() == all.get(i).field().type();
            if (!fits) {
                throw new PipelineException(
                        "The key "
                                + record.getName()
                                + " has the components "
                                + schema.fields()
                                + ", but its functions give "
                                + all.stream().map(Expression::field).toList()
                                + ". Give one function per component, of its type");
            }
        }
        return new Key<>(schema, all, false);
    }

    /** The key that a function of a row gives, as one column of a given type. */
    @SuppressWarnings("unchecked")
    public static <T, K> Key<T, K> of(Schema<T> rows, Fn1<T, K> function, Field as) {
        return new Key<>(
                Schema.of((Class<K>) as.javaType(), List.of(as)),
                List.of(Expression.of(rows, function).as(as)),
                false);
    }

    /** The rows themselves. */
    public static <T> Key<T, T> rows(Schema<T> rows) {
        return new Key<>(rows, List.of(), false);
    }

    /** No key: all rows are one group. */
    @SuppressWarnings("unchecked")
    public static <T, K> Key<T, K> none() {
        return new Key<>((Schema<K>) Schema.of(None.class), List.of(), false);
    }

    /** The columns of the key. */
    public Schema<K> schema() {
        return schema;
    }

    /** The names of the columns of the rows that it needs. */
    public Set<String> columns() {
        Set<String> names = new TreeSet<>();
        expressions.forEach(expression -> names.addAll(expression.columns()));
        if (expressions.isEmpty()) {
            schema.fields().stream().map(Field::name).forEach(names::add);
        }
        return names;
    }

    /** The keys of some rows; throws what the functions throw. */
    public Column[] eval(RowSet rows) throws Exception {
        if (records) {
            return expressions.getFirst().evalRecords(rows, schema);
        }
        Column[] columns = new Column[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = expressions.isEmpty() ? rows.column(i) : expressions.get(i).eval(rows);
        }
        return columns;
    }
}
