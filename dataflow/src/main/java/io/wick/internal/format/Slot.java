package io.wick.internal.format;

import io.wick.column.ColumnBuilder;
import io.wick.column.Field;

import org.jspecify.annotations.Nullable;

/**
 * The value of a field while its line is read: it goes to the column once the whole line is known to
 * be right. For one thread.
 */
public final class Slot {
    private final Field field;
    private final String owner;
    private final ColumnBuilder builder;
    private boolean present;
    private long whole;
    private double fraction;
    private @Nullable Object object;

    Slot(Field field, String owner, ColumnBuilder builder) {
        this.field = field;
        this.owner = owner;
        this.builder = builder;
    }

    public Field field() {
        return field;
    }

    /** Forgets the value. */
    public void clear() {
        present = false;
        object = null;
    }

    /** An int, long, date in days, instant in nanoseconds, or boolean as 0 or 1. */
    public void set(long value) {
        whole = value;
        present = true;
    }

    /** A float or double. */
    public void set(double value) {
        fraction = value;
        present = true;
    }

    /** A string or object; null for none. */
    public void set(@Nullable Object value) {
        object = value;
        present = value != null;
    }

    /** Says that a value that is needed is missing. */
    void check() throws BadCell {
        if (!present && !field.nullable()) {
            throw new BadCell(
                    field.name(),
                    null,
                    "there is no value, but "
                            + owner
                            + "."
                            + field.name()
                            + " is a "
                            + field.javaType().getSimpleName()
                            + ", which cannot be null");
        }
    }

    void commit() {
        if (!present) {
            builder.addNull();
            return;
        }
        switch (builder) {
            case ColumnBuilder.OfInt ints -> ints.add((int) whole);
            case ColumnBuilder.OfLong longs -> longs.add(whole);
            case ColumnBuilder.OfBoolean booleans -> booleans.add(whole != 0);
            case ColumnBuilder.OfDouble doubles -> doubles.add(fraction);
            case ColumnBuilder.OfFloat floats -> floats.add((float) fraction);
            case ColumnBuilder.OfString strings -> strings.add((String) object);
            case ColumnBuilder.OfObject objects -> objects.add(object);
        }
    }
}
