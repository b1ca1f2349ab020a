package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/** Values of records as columns hold them, and back. */
final class Cells {
    private static final long NANOS = 1_000_000_000L;

    private Cells() {}

    static boolean fits(Field field, Column column) {
        return switch (field.type()) {
            case BOOLEAN -> column instanceof BooleanColumn;
            case INT, DATE -> column instanceof IntColumn;
            case LONG, TIMESTAMP -> column instanceof LongColumn;
            case FLOAT -> column instanceof FloatColumn;
            case DOUBLE -> column instanceof DoubleColumn;
            case STRING -> column instanceof StringColumn;
            case OBJECT -> column instanceof ObjectColumn;
        };
    }

    static @Nullable Object get(Field field, Column column, int row) {
        return field(field, column.value(row));
    }

    /** The value of the record's component for that of the column. */
    static @Nullable Object field(Field field, @Nullable Object held) {
        if (held == null) {
            return null;
        }
        Class<?> type = field.javaType();
        return switch (field.type()) {
            case DATE -> LocalDate.ofEpochDay((int) held);
            case TIMESTAMP -> instant((long) held);
            case INT ->
                    type == short.class || type == Short.class
                            ? (Object) ((Integer) held).shortValue()
                            : type == byte.class || type == Byte.class
                                    ? (Object) ((Integer) held).byteValue()
                                    : held;
            default -> held;
        };
    }

    /** What the column holds for the value of a record's component. */
    static @Nullable Object held(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (field.type()) {
            case DATE -> days((LocalDate) value);
            case TIMESTAMP -> nanos((Instant) value);
            case INT -> ((Number) value).intValue();
            default -> value;
        };
    }

    static int days(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    static LocalDate date(int days) {
        return LocalDate.ofEpochDay(days);
    }

    /** Nanoseconds since 1970. */
    static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** The value that a primitive of a record must have. */
    static Object present(Field field, @Nullable Object value) {
        return Objects.requireNonNull(
                value, () -> "a null in column " + field.name() + ", whose type has none");
    }
}
