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

    ColumnBuilder() {}

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
            values = new int[capacity];
        }

        /** Adds one. */
        public void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
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
            IntColumn built = new IntColumn(Arrays.copyOf(values, size), nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of longs. */
    public static final class OfLong extends ColumnBuilder {
        private long[] values;
        private final Nulls nulls = new Nulls();

        OfLong(int capacity) {
            values = new long[capacity];
        }

        /** Adds one. */
        public void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
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
            LongColumn built = new LongColumn(Arrays.copyOf(values, size), nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of doubles. */
    public static final class OfDouble extends ColumnBuilder {
        private double[] values;
        private final Nulls nulls = new Nulls();

        OfDouble(int capacity) {
            values = new double[capacity];
        }

        /** Adds one. */
        public void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
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
            DoubleColumn built = new DoubleColumn(Arrays.copyOf(values, size), nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of floats. */
    public static final class OfFloat extends ColumnBuilder {
        private float[] values;
        private final Nulls nulls = new Nulls();

        OfFloat(int capacity) {
            values = new float[capacity];
        }

        /** Adds one. */
        public void add(float value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
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
            FloatColumn built = new FloatColumn(Arrays.copyOf(values, size), nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of booleans. */
    public static final class OfBoolean extends ColumnBuilder {
        private boolean[] values;
        private final Nulls nulls = new Nulls();

        OfBoolean(int capacity) {
            values = new boolean[capacity];
        }

        /** Adds one. */
        public void add(boolean value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
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
            BooleanColumn built = new BooleanColumn(Arrays.copyOf(values, size), nulls.build(size));
            size = 0;
            return built;
        }
    }

    /** Builds a column of strings, with a dictionary as long as that pays. */
    public static final class OfString extends ColumnBuilder {
        /** From this many values on it is known whether strings come again. */
        private static final int TRIAL = 1024;

        private int[] codes;
        private String[] dictionary = new String[16];
        private int distinct;

        /** Codes + 1 by hash, open addressing; empty once strings have turned out not to repeat. */
        private int[] slots = new int[32];

        OfString(int capacity) {
            codes = new int[capacity];
        }

        /** Adds one. */
        public void add(@Nullable String value) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, grown(size));
            }
            codes[size] = value == null ? StringColumn.NULL : codeOf(value);
            size++;
        }

        private int codeOf(String value) {
            int[] table = slots;
            if (table.length == 0) {
                return append(value);
            }
            int mask = table.length - 1;
            int hash = value.hashCode() * 0x9E3779B9;
            int slot = (hash ^ (hash >>> 16)) & mask;
            while (table[slot] != 0) {
                int code = table[slot] - 1;
                if (dictionary[code].equals(value)) {
                    return code;
                }
                slot = (slot + 1) & mask;
            }
            int code = append(value);
            table[slot] = distinct;
            if (distinct * 2 > table.length) {
                rehash();
            }
            return code;
        }

        private int append(String value) {
            if (distinct == dictionary.length) {
                dictionary = Arrays.copyOf(dictionary, distinct * 2);
            }
            dictionary[distinct] = value;
            return distinct++;
        }

        private void rehash() {
            boolean pays = size < TRIAL || distinct < size - size / 8;
            int[] table = new int[pays ? slots.length * 2 : 0];
            if (pays) {
                int mask = table.length - 1;
                for (int code = 0; code < distinct; code++) {
                    int hash = dictionary[code].hashCode() * 0x9E3779B9;
                    int slot = (hash ^ (hash >>> 16)) & mask;
                    while (table[slot] != 0) {
                        slot = (slot + 1) & mask;
                    }
                    table[slot] = code + 1;
                }
            }
            slots = table;
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
            StringColumn built =
                    new StringColumn(
                            Arrays.copyOf(codes, size), Arrays.copyOf(dictionary, distinct));
            size = 0;
            distinct = 0;
            slots = new int[32];
            return built;
        }
    }

    /** Builds a column of objects. */
    public static final class OfObject extends ColumnBuilder {
        private @Nullable Object[] values;

        OfObject(int capacity) {
            values = new @Nullable Object[capacity];
        }

        /** Adds one. */
        public void add(@Nullable Object value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
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
            ObjectColumn built = new ObjectColumn(Arrays.copyOf(values, size));
            Arrays.fill(values, 0, size, null);
            size = 0;
            return built;
        }
    }
}
