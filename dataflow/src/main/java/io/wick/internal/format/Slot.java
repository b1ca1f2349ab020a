package io.wick.internal.format;

import io.wick.column.ColumnBuilder;
import io.wick.column.Field;

import org.jspecify.annotations.Nullable;

/**
 * The value of a field while its line is read: it goes to the column once the whole line is known
 * to be right. For one thread.
 */
public abstract sealed class Slot {
    private final Field field;
    private final String owner;
    private final ColumnBuilder builder;
    private boolean present;
    long whole;
    double fraction;
    @Nullable Object object;

    private Slot(Field field, String owner, ColumnBuilder builder) {
        this.field = field;
        this.owner = owner;
        this.builder = builder;
    }

    static Slot of(Field field, String owner, ColumnBuilder builder) {
        return switch (builder) {
            case ColumnBuilder.OfInt ints -> new OfInt(field, owner, ints);
            case ColumnBuilder.OfLong longs -> new OfLong(field, owner, longs);
            case ColumnBuilder.OfBoolean booleans -> new OfBoolean(field, owner, booleans);
            case ColumnBuilder.OfDouble doubles -> new OfDouble(field, owner, doubles);
            case ColumnBuilder.OfFloat floats -> new OfFloat(field, owner, floats);
            case ColumnBuilder.OfString strings -> new OfString(field, owner, strings);
            case ColumnBuilder.OfObject objects -> new OfObject(field, owner, objects);
        };
    }

    public final Field field() {
        return field;
    }

    /** Forgets the value. */
    public final void clear() {
        present = false;
        object = null;
    }

    /** An int, long, date in days, instant in nanoseconds, or boolean as 0 or 1. */
    public final void set(long value) {
        whole = value;
        present = true;
    }

    /** A float or double. */
    public final void set(double value) {
        fraction = value;
        present = true;
    }

    /** A string or object; null for none. */
    public final void set(@Nullable Object value) {
        object = value;
        present = value != null;
    }

    /** Says that a value that is needed is missing. */
    final void check() throws BadCell {
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

    final void commit() {
        if (present) {
            add();
        } else {
            builder.addNull();
        }
    }

    /** Gives the value to the column. */
    abstract void add();

    private static final class OfInt extends Slot {
        private final ColumnBuilder.OfInt column;

        OfInt(Field field, String owner, ColumnBuilder.OfInt column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add((int) whole);
        }
    }

    private static final class OfLong extends Slot {
        private final ColumnBuilder.OfLong column;

        OfLong(Field field, String owner, ColumnBuilder.OfLong column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add(whole);
        }
    }

    private static final class OfBoolean extends Slot {
        private final ColumnBuilder.OfBoolean column;

        OfBoolean(Field field, String owner, ColumnBuilder.OfBoolean column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add(whole != 0);
        }
    }

    private static final class OfDouble extends Slot {
        private final ColumnBuilder.OfDouble column;

        OfDouble(Field field, String owner, ColumnBuilder.OfDouble column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add(fraction);
        }
    }

    private static final class OfFloat extends Slot {
        private final ColumnBuilder.OfFloat column;

        OfFloat(Field field, String owner, ColumnBuilder.OfFloat column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add((float) fraction);
        }
    }

    private static final class OfString extends Slot {
        private final ColumnBuilder.OfString column;

        OfString(Field field, String owner, ColumnBuilder.OfString column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add((String) object);
        }
    }

    private static final class OfObject extends Slot {
        private final ColumnBuilder.OfObject column;

        OfObject(Field field, String owner, ColumnBuilder.OfObject column) {
            super(field, owner, column);
            this.column = column;
        }

        @Override
        void add() {
            column.add(object);
        }
    }
}
