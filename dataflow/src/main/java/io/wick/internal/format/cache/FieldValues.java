package io.wick.internal.format.cache;

import io.wick.column.Field;
import io.wick.error.PipelineException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Values as caches hold them, and as records do: a cache has JDBC's dates and times, which SQL
 * knows.
 */
final class FieldValues {
    private FieldValues() {}

    static @Nullable Object stored(@Nullable Object value) {
        return switch (value) {
            case LocalDate date -> java.sql.Date.valueOf(date);
            case Instant instant -> java.sql.Timestamp.from(instant);
            case null, default -> value;
        };
    }

    /**
     * A value for a component.
     *
     * @throws PipelineException if it is of another type, or a null that cannot be
     */
    static @Nullable Object read(String cache, Field field, @Nullable Object stored) {
        if (stored == null) {
            if (!field.nullable()) {
                throw wrong(cache, field, "no value, or a null");
            }
            return null;
        }
        Object value =
                switch (field.type()) {
                    case INT, LONG -> whole(field, stored);
                    case FLOAT -> stored instanceof Number number ? number.floatValue() : null;
                    case DOUBLE -> stored instanceof Number number ? number.doubleValue() : null;
                    case BOOLEAN -> stored instanceof Boolean ? stored : null;
                    case STRING -> stored instanceof String ? stored : null;
                    case DATE -> date(stored);
                    case TIMESTAMP -> instant(stored);
                    case OBJECT -> field.javaType().isInstance(stored) ? stored : null;
                };
        if (value == null) {
            throw wrong(cache, field, "a " + stored.getClass().getName() + ": " + stored);
        }
        return value;
    }

    private static PipelineException wrong(String cache, Field field, String found) {
        return new PipelineException(
                "A value of cache '"
                        + cache
                        + "' has in field '"
                        + field.name()
                        + "' "
                        + found
                        + ", but the record's component is a "
                        + field.javaType().getName()
                        + ". Declare it with a type that fits");
    }

    private static @Nullable Object whole(Field field, Object stored) {
        boolean isWhole =
                stored instanceof Integer
                        || stored instanceof Long
                        || stored instanceof Short
                        || stored instanceof Byte;
        if (!isWhole) {
            return null;
        }
        long value = ((Number) stored).longValue();
        Class<?> type = field.javaType();
        if (type == long.class || type == Long.class) {
            return value;
        }
        boolean fits =
                type == short.class || type == Short.class
                        ? value == (short) value
                        : type == byte.class || type == Byte.class
                                ? value == (byte) value
                                : value == (int) value;
        return fits ? (Object) (int) value : null;
    }

    private static @Nullable Object date(Object stored) {
        return switch (stored) {
            case LocalDate date -> date;
            case java.sql.Date date -> date.toLocalDate();
            case java.sql.Timestamp time -> time.toLocalDateTime().toLocalDate();
            default -> null;
        };
    }

    private static @Nullable Object instant(Object stored) {
        return switch (stored) {
            case Instant instant -> instant;
            case java.sql.Date date -> Instant.ofEpochMilli(date.getTime());
            case java.util.Date date -> date.toInstant();
            default -> null;
        };
    }
}
