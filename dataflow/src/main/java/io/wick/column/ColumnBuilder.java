package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A column that grows. For one thread.
 *
 * <p>{@link BatchBuilder#column} gives those of a schema; a reader that has whole arrays makes the
 * columns themselves instead.
 */
public abstract sealed class ColumnBuilder {
    int size;

    private final int capacity;

    ColumnBuilder(int capacity) {
        this.capacity = capacity;
    }

    /** How many values it has. */
    public final int size() {
        return size;
    }

    /** Adds a null. */
    public abstract void addNull();

    /** Adds a value as the column holds it ({@link Column#value}), or a null. */
    public abstract void addValue(@Nullable Object value);

    /** The column of all values so far; then the builder is empty. */
    public abstract Column build();

    /** A builder of columns of a type. */
    public static ColumnBuilder of(ColumnType type, int capacity) {
        return switch (type) {
            case BOOLEAN -> new OfBoolean(capacity);
            case INT, DATE -> new OfInt(capacity);
            case LONG, TIMESTAMP -> new OfLong(capacity);
            case FLOAT -> new OfFloat(capacity);
            case DOUBLE -> new OfDouble(capacity);
            case STRING -> new OfString(capacity);
            case OBJECT -> new OfObject(capacity);
        };
    }

    private static int grown(int size) {
        return Math.max(16, size * 2);
    }

    /** How long the array should be that takes the next value. */
    int room() {
        return size == 0 ? Math.max(16, capacity) : grown(size);
    }

    /** The nulls of a builder. */
    private static final class Nulls {
        private long @Nullable [] bits;

        void set(int row) {
            long[] now = bits;
            if (now == null) {
                now = NullBits.of(Math.max(row + 1, 1024));
            } else if (now.length <= row >> 6) {
                now = Arrays.copyOf(now, grown(row >> 6));
            }
            bits = now;
            NullBits.set(now, row);
        }

        long @Nullable [] build(int size) {
            long[] built = bits;
            bits = null;
            return built == null ? null : Arrays.copyOf(built, (size + 63) >> 6);
        }
    }

    /** Builds a column of ints. */
    public static final class OfInt extends ColumnBuilder {
        private int[] values;
        private final Nulls nulls = new Nulls();

        OfInt(int capacity) {
            super(capacity);
            values = new int[capacity];
        }

        /** Adds one. */
        public void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, room());
            }
            values[size++] = value;
        }

        @Override
        public void addNull() {
            nulls.set(size);
            add(0);
        }

        @Override
        public void addValue(@Nullable Object value) {
            if (value == null) {
                addNull();
            } else {
                add((Integer) value);
            }
        }

        @Override
        public IntColumn build() {
            int[] exact = size == values.length ? values : Arrays.copyOf(values, size);
            values = exact == values ? new int[0] : values;
            IntColumn built = new IntColumn(exact, nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of longs. */
    public static final class OfLong extends ColumnBuilder {
        private long[] values;
        private final Nulls nulls = new Nulls();

        OfLong(int capacity) {
            super(capacity);
            values = new long[capacity];
        }

        /** Adds one. */
        public void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, room());
            }
            values[size++] = value;
        }

        @Override
        public void addNull() {
            nulls.set(size);
            add(0);
        }

        @Override
        public void addValue(@Nullable Object value) {
            if (value == null) {
                addNull();
            } else {
                add((Long) value);
            }
        }

        @Override
        public LongColumn build() {
            long[] exact = size == values.length ? values : Arrays.copyOf(values, size);
            values = exact == values ? new long[0] : values;
            LongColumn built = new LongColumn(exact, nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of doubles. */
    public static final class OfDouble extends ColumnBuilder {
        private double[] values;
        private final Nulls nulls = new Nulls();

        OfDouble(int capacity) {
            super(capacity);
            values = new double[capacity];
        }

        /** Adds one. */
        public void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, room());
            }
            values[size++] = value;
        }

        @Override
        public void addNull() {
            nulls.set(size);
            add(0);
        }

        @Override
        public void addValue(@Nullable Object value) {
            if (value == null) {
                addNull();
            } else {
                add((Double) value);
            }
        }

        @Override
        public DoubleColumn build() {
            double[] exact = size == values.length ? values : Arrays.copyOf(values, size);
            values = exact == values ? new double[0] : values;
            DoubleColumn built = new DoubleColumn(exact, nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of floats. */
    public static final class OfFloat extends ColumnBuilder {
        private float[] values;
        private final Nulls nulls = new Nulls();

        OfFloat(int capacity) {
            super(capacity);
            values = new float[capacity];
        }

        /** Adds one. */
        public void add(float value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, room());
            }
            values[size++] = value;
        }

        @Override
        public void addNull() {
            nulls.set(size);
            add(0);
        }

        @Override
        public void addValue(@Nullable Object value) {
            if (value == null) {
                addNull();
            } else {
                add((Float) value);
            }
        }

        @Override
        public FloatColumn build() {
            float[] exact = size == values.length ? values : Arrays.copyOf(values, size);
            values = exact == values ? new float[0] : values;
            FloatColumn built = new FloatColumn(exact, nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of booleans. */
    public static final class OfBoolean extends ColumnBuilder {
        private boolean[] values;
        private final Nulls nulls = new Nulls();

        OfBoolean(int capacity) {
            super(capacity);
            values = new boolean[capacity];
        }

        /** Adds one. */
        public void add(boolean value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, room());
            }
            values[size++] = value;
        }

        @Override
        public void addNull() {
            nulls.set(size);
            add(false);
        }

        @Override
        public void addValue(@Nullable Object value) {
            if (value == null) {
                addNull();
            } else {
                add((Boolean) value);
            }
        }

        @Override
        public BooleanColumn build() {
            boolean[] exact = size == values.length ? values : Arrays.copyOf(values, size);
            values = exact == values ? new boolean[0] : values;
            BooleanColumn built = new BooleanColumn(exact, nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of strings, with a dictionary as long as that pays. */
    public static final class OfString extends ColumnBuilder {
        private int[] codes;
        private StringDictionary dictionary = new StringDictionary();

        OfString(int capacity) {
            super(capacity);
            codes = new int[capacity];
        }

        /** Adds one. */
        public void add(@Nullable String value) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, room());
            }
            codes[size] = value == null ? StringColumn.NULL : dictionary.codeOf(value);
            size++;
        }

        @Override
        public void addNull() {
            add(null);
        }

        @Override
        public void addValue(@Nullable Object value) {
            add((String) value);
        }

        @Override
        public StringColumn build() {
            int[] exact = size == codes.length ? codes : Arrays.copyOf(codes, size);
            codes = exact == codes ? new int[0] : codes;
            StringColumn built = new StringColumn(exact, dictionary.strings());
            dictionary = new StringDictionary();
            size = 0;
            return built;
        }
    }

    /** Builds a column of objects. */
    public static final class OfObject extends ColumnBuilder {
        private @Nullable Object[] values;

        OfObject(int capacity) {
            super(capacity);
            values = new @Nullable Object[capacity];
        }

        /** Adds one. */
        public void add(@Nullable Object value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, room());
            }
            values[size++] = value;
        }

        @Override
        public void addNull() {
            add(null);
        }

        @Override
        public void addValue(@Nullable Object value) {
            add(value);
        }

        @Override
        public ObjectColumn build() {
            @Nullable Object[] exact = size == values.length ? values : Arrays.copyOf(values, size);
            values = exact == values ? new @Nullable Object[0] : values;
            ObjectColumn built = new ObjectColumn(exact);
            Arrays.fill(values, null);
            size = 0;
            return built;
        }
    }
}
