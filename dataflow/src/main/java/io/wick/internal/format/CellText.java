package io.wick.internal.format;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.Field;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/** Cells of columns as texts, which {@link TimeText} and the other parsers read back. */
public final class CellText {
    private CellText() {}

    /** The text of a cell; null for a null. */
    public static @Nullable String of(Field field, Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column) {
            case IntColumn ints ->
                    switch (field.type()) {
                        case DATE -> LocalDate.ofEpochDay(ints.get(row)).toString();
                        default -> Integer.toString(ints.get(row));
                    };
            case LongColumn longs ->
                    switch (field.type()) {
                        case TIMESTAMP -> Instant.ofEpochSecond(0, longs.get(row)).toString();
                        default -> Long.toString(longs.get(row));
                    };
            case DoubleColumn doubles -> Double.toString(doubles.get(row));
            case FloatColumn floats -> Float.toString(floats.get(row));
            case BooleanColumn booleans -> Boolean.toString(booleans.get(row));
            case StringColumn strings -> strings.get(row);
            case ObjectColumn objects ->
                    switch (Objects.requireNonNull(objects.value(row))) {
                        case Enum<?> constant -> constant.name();
                        case Object other -> other.toString();
                    };
        };
    }
}
