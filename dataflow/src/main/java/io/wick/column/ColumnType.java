package io.wick.column;

import java.time.Instant;
import java.time.LocalDate;

/** What a column's values are, and with it which {@link Column} holds them. */
public enum ColumnType {
    /** {@code boolean}, in a {@link BooleanColumn}. */
    BOOLEAN,
    /** {@code int}, {@code short} and {@code byte}, in an {@link IntColumn}. */
    INT,
    /** {@code long}, in a {@link LongColumn}. */
    LONG,
    /** {@code float}, in a {@link FloatColumn}. */
    FLOAT,
    /** {@code double}, in a {@link DoubleColumn}. */
    DOUBLE,
    /** {@link String}, in a {@link StringColumn}. */
    STRING,
    /** {@link LocalDate} as days since 1970, in an {@link IntColumn}. */
    DATE,
    /** {@link Instant} as nanoseconds since 1970 (years 1678 to 2262), in a {@link LongColumn}. */
    TIMESTAMP,
    /** Anything else, in an {@link ObjectColumn}. */
    OBJECT;

    /** The type of a Java type's column. */
    public static ColumnType of(Class<?> type) {
        if (type == int.class
                || type == Integer.class
                || type == short.class
                || type == Short.class
                || type == byte.class
                || type == Byte.class) {
            return INT;
        } else if (type == long.class || type == Long.class) {
            return LONG;
        } else if (type == double.class || type == Double.class) {
            return DOUBLE;
        } else if (type == float.class || type == Float.class) {
            return FLOAT;
        } else if (type == boolean.class || type == Boolean.class) {
            return BOOLEAN;
        } else if (type == String.class) {
            return STRING;
        } else if (type == LocalDate.class) {
            return DATE;
        } else if (type == Instant.class) {
            return TIMESTAMP;
        }
        return OBJECT;
    }

    /** Whether its values have an order and a sum as numbers do. */
    public boolean isNumber() {
        return this == INT || this == LONG || this == FLOAT || this == DOUBLE;
    }
}
