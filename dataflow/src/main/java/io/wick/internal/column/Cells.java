package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
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

/**
 * Values of records as columns hold them, and back. The classes that {@link RowClasses} makes call
 * it.
 */
public final class Cells {
    private static final long NANOS = 1_000_000_000L;

    /**
     * Dates from 1970 to 2059 that came already: they come again. Filled with equal ones by all.
     */
    private static final @Nullable LocalDate[] DATES = new @Nullable LocalDate[32_768];

    private Cells() {}

    /** Whether a column is of the class that a field needs. */
    public static boolean fits(Field field, Column column) {
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

    /** The value of the record's component for that of the column. */
    public static @Nullable Object component(Field field, @Nullable Object held) {
        if (held == null) {
            return null;
        }
        Class<?> type = field.javaType();
        return switch (field.type()) {
            case DATE -> date((int) held);
            case TIMESTAMP -> instant((long) held);
            case INT -> {
                if (type == short.class || type == Short.class) {
                    yield ((Integer) held).shortValue();
                }
                yield type == byte.class || type == Byte.class
                        ? ((Integer) held).byteValue()
                        : held;
            }
            default -> held;
        };
    }

    /** What the column holds for the value of a record's component. */
    public static @Nullable Object held(Field field, @Nullable Object value) {
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

    /** The date of a day since 1970. */
    public static LocalDate date(int days) {
        if (days < 0 || days >= DATES.length) {
            return LocalDate.ofEpochDay(days);
        }
        LocalDate known = DATES[days];
        if (known == null) {
            known = LocalDate.ofEpochDay(days);
            DATES[days] = known;
        }
        return known;
    }

    /** Days since 1970. */
    public static int days(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    /** Nanoseconds since 1970. */
    public static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano());
    }

    /** The instant of nanoseconds since 1970. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** The date of a row. */
    public static @Nullable LocalDate date(IntColumn column, int row) {
        return column.isNull(row) ? null : date(column.get(row));
    }

    /** The instant of a row. */
    public static @Nullable Instant instant(LongColumn column, int row) {
        return column.isNull(row) ? null : instant(column.get(row));
    }

    /** The short of a row. */
    public static @Nullable Short shortOf(IntColumn column, int row) {
        return column.isNull(row) ? null : (short) column.get(row);
    }

    /** The byte of a row. */
    public static @Nullable Byte byteOf(IntColumn column, int row) {
        return column.isNull(row) ? null : (byte) column.get(row);
    }

    /** Adds a date. */
    public static void add(ColumnBuilder.OfInt to, @Nullable LocalDate date) {
        if (date == null) {
            to.addNull();
        } else {
            to.add(days(date));
        }
    }

    /** Adds an instant. */
    public static void add(ColumnBuilder.OfLong to, @Nullable Instant instant) {
        if (instant == null) {
            to.addNull();
        } else {
            to.add(nanos(instant));
        }
    }

    /** Adds a boxed byte, short or int. */
    public static void add(ColumnBuilder.OfInt to, @Nullable Number number) {
        if (number == null) {
            to.addNull();
        } else {
            to.add(number.intValue());
        }
    }
}
