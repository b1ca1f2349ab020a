package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

/** The classes behind each type of column. */
final class Columns {
    private Columns() {}

    static Class<? extends Column> classOf(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> BooleanColumn.class;
            case INT, DATE -> IntColumn.class;
            case LONG, TIMESTAMP -> LongColumn.class;
            case FLOAT -> FloatColumn.class;
            case DOUBLE -> DoubleColumn.class;
            case STRING -> StringColumn.class;
            case OBJECT -> ObjectColumn.class;
        };
    }

    static Class<? extends ColumnBuilder> builderClassOf(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> ColumnBuilder.OfBoolean.class;
            case INT, DATE -> ColumnBuilder.OfInt.class;
            case LONG, TIMESTAMP -> ColumnBuilder.OfLong.class;
            case FLOAT -> ColumnBuilder.OfFloat.class;
            case DOUBLE -> ColumnBuilder.OfDouble.class;
            case STRING -> ColumnBuilder.OfString.class;
            case OBJECT -> ColumnBuilder.OfObject.class;
        };
    }

    static Class<?> arrayClassOf(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> boolean[].class;
            case INT, DATE -> int[].class;
            case LONG, TIMESTAMP -> long[].class;
            case FLOAT -> float[].class;
            case DOUBLE -> double[].class;
            case STRING, OBJECT -> Object[].class;
        };
    }

    /** The array of a column that has no codes. */
    static Object array(Column column) {
        return switch (column) {
            case BooleanColumn booleans -> booleans.values();
            case IntColumn ints -> ints.values();
            case LongColumn longs -> longs.values();
            case FloatColumn floats -> floats.values();
            case DoubleColumn doubles -> doubles.values();
            case ObjectColumn objects -> objects.values();
            case StringColumn strings -> strings.codes();
        };
    }
}
