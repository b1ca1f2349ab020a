package io.wick.internal.column;

import io.wick.Fn1;
import io.wick.column.Batch;
import io.wick.column.BatchBuilder;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.Field;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.internal.graph.FunctionTypes;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * A function of rows as a column of batches: the column itself for a record's accessor, else what
 * the function gives for each row. Immutable; any thread.
 *
 * @param <T> the type of the rows
 */
public final class Expression<T> implements Serializable {
    private final Schema<T> rows;
    private final Fn1<T, ?> function;
    private final Field field;

    /** The column that an accessor reads; -1 for any other function. */
    private final int column;

    private Expression(Schema<T> rows, Fn1<T, ?> function, Field field, int column) {
        this.rows = rows;
        this.function = function;
        this.field = field;
        this.column = column;
    }

    /** The expression of a function of rows of a schema. */
    public static <T> Expression<T> of(Schema<T> rows, Fn1<T, ?> function) {
        return Accessors.of(function)
                .filter(accessor -> accessor.rowType() == rows.rowType())
                .map(accessor -> rows.indexOf(accessor.name()))
                .map(index -> new Expression<>(rows, function, rows.field(index), index))
                .orElseGet(
                        () ->
                                new Expression<>(
                                        rows,
                                        function,
                                        Field.of(
                                                Schema.VALUE,
                                                FunctionTypes.of(function).resultType()),
                                        -1));
    }

    /** The name (the component's, or {@value Schema#VALUE}) and type of its values. */
    public Field field() {
        return field;
    }

    /** Whether it is a column as it is. */
    public boolean isColumn() {
        return column >= 0;
    }

    /** The names of the columns it needs: all for a function. */
    public Set<String> columns() {
        if (column >= 0) {
            return Set.of(rows.field(column).name()); // its own name: the values may have another
        }
        Set<String> all = new TreeSet<>();
        rows.fields().forEach(f -> all.add(f.name()));
        return all;
    }

    /**
     * Whether it is sure to give the same as another: the same column, or the same function object.
     */
    @SuppressWarnings("ReferenceEquality")
    public boolean isSame(Expression<?> other) {
        return column >= 0 ? column == other.column : function == other.function;
    }

    /** The same with values of another type; a column only where it has that type. */
    Expression<T> as(Field other) {
        return new Expression<>(rows, function, other, field.type() == other.type() ? column : -1);
    }

    /** Its values for some rows; throws what the function throws. */
    @SuppressWarnings("unchecked")
    public Column eval(RowSet given) throws Exception {
        if (column >= 0) {
            return given.column(column);
        }
        int size = given.size();
        ColumnBuilder builder = ColumnBuilder.of(field.type(), size);
        Object[] objects = given.rows();
        for (int i = 0; i < size; i++) {
            builder.addValue(Cells.held(field, function.call((T) objects[i])));
        }
        return builder.build();
    }

    /** Its values, records, as the columns of these. */
    @SuppressWarnings("unchecked")
    Column[] evalRecords(RowSet given, Schema<?> records) throws Exception {
        int size = given.size();
        BatchBuilder builder = new BatchBuilder(records, size);
        Rows.Writer<Object> writer =
                (Rows.Writer<Object>) Rows.of(records.rowType()).writer(builder);
        Object[] objects = given.rows();
        for (int i = 0; i < size; i++) {
            Object record = function.call((T) objects[i]);
            if (record == null) {
                throw new NullPointerException(
                        "a key of "
                                + records.rowType().getName()
                                + " is null; give a record with nulls instead");
            }
            writer.add(record);
        }
        return all(builder.build());
    }

    /** All columns of a batch that has all. */
    static Column[] all(Batch batch) {
        Column[] columns = new Column[batch.schema().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return columns;
    }
}
