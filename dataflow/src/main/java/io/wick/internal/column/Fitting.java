package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.Field;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodType;

/** Columns as a record's component needs them: as they are, wider, or as objects. */
final class Fitting {
    private Fitting() {}

    /** Whether values of a field may become those of a component; yes when not enough is known. */
    static boolean fits(Field given, Field component) {
        if (given.type() == component.type() && given.type() != ColumnType.OBJECT) {
            return true;
        }
        Class<?> from = boxed(given.javaType());
        Class<?> to = boxed(component.javaType());
        return switch (component.type()) {
            case LONG -> given.type() == ColumnType.INT || from.isAssignableFrom(to);
            case DOUBLE ->
                    given.type() == ColumnType.INT
                            || given.type() == ColumnType.LONG
                            || given.type() == ColumnType.FLOAT
                            || from.isAssignableFrom(to);
            default -> from.isAssignableFrom(to) || to.isAssignableFrom(from);
        };
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** The column as the component's. */
    static Column fit(Field given, Column column, Field component, int rows) {
        boolean same = given.type() == component.type();
        if (same || Cells.fits(component, column) && component.type() == ColumnType.OBJECT) {
            return column;
        }
        if (component.type() == ColumnType.OBJECT) {
            @Nullable Object[] objects = new @Nullable Object[rows];
            for (int i = 0; i < rows; i++) {
                objects[i] = Cells.component(given, column.value(i));
            }
            return new ObjectColumn(objects);
        }
        ColumnBuilder builder = ColumnBuilder.of(component.type(), rows);
        for (int i = 0; i < rows; i++) {
            addFitted(builder, component, column, i);
        }
        return builder.build();
    }

    private static void addFitted(ColumnBuilder builder, Field component, Column column, int row) {
        if (column.isNull(row)) {
            builder.addNull();
            return;
        }
        switch (column) {
            case IntColumn ints -> addNumber(builder, ints.get(row));
            case LongColumn longs -> addNumber(builder, longs.get(row));
            case FloatColumn floats -> addNumber(builder, floats.get(row));
            case DoubleColumn doubles -> addNumber(builder, doubles.get(row));
            default -> {
                Object value = column.value(row);
                if (!boxed(component.javaType()).isInstance(value)) {
                    throw new PipelineException(
                            "Component "
                                    + component.name()
                                    + " is a "
                                    + component.javaType().getTypeName()
                                    + " and cannot be "
                                    + value);
                }
                builder.addValue(Cells.held(component, value));
            }
        }
    }

    private static void addNumber(ColumnBuilder builder, Number number) {
        if (builder instanceof ColumnBuilder.OfLong longs) {
            longs.add(number.longValue());
        } else {
            ((ColumnBuilder.OfDouble) builder).add(number.doubleValue());
        }
    }

    /** Columns of records as the records. */
    static ObjectColumn records(Schema<?> schema, Column[] columns, int rows) {
        Rows.Reader<?> reader =
                Rows.of(schema.rowType()).reader(new Batch(schema, rows, columns.clone()));
        @Nullable Object[] records = new @Nullable Object[rows];
        for (int i = 0; i < rows; i++) {
            records[i] = reader.get(i);
        }
        return new ObjectColumn(records);
    }
}
