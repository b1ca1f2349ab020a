package io.wick.internal.format.parquet.write;

import io.wick.column.Field;
import io.wick.pipeline.ParquetOptions.TimeUnit;

/**
 * A column as the file's schema has it.
 *
 * @param field what it holds
 * @param physical how values are stored
 * @param timestamps what instants are stored in
 */
record Leaf(Field field, Physical physical, TimeUnit timestamps) {
    private static final int UTF8 = 0;
    private static final int CONVERTED_DATE = 6;
    private static final int CONVERTED_MILLIS = 9;
    private static final int CONVERTED_MICROS = 10;
    private static final int CONVERTED_INT_8 = 15;
    private static final int CONVERTED_INT_16 = 16;

    /** Parquet's types of stored values. */
    enum Physical {
        BOOLEAN(0),
        INT32(1),
        INT64(2),
        FLOAT(4),
        DOUBLE(5),
        BYTE_ARRAY(6);

        /** By which files name it. */
        final int number;

        Physical(int number) {
            this.number = number;
        }

        int width() {
            return this == INT32 || this == FLOAT ? Integer.BYTES : Long.BYTES;
        }
    }

    static Leaf of(Field field, TimeUnit timestamps) {
        Physical physical =
                switch (field.type()) {
                    case BOOLEAN -> Physical.BOOLEAN;
                    case INT, DATE -> Physical.INT32;
                    case LONG, TIMESTAMP -> Physical.INT64;
                    case FLOAT -> Physical.FLOAT;
                    case DOUBLE -> Physical.DOUBLE;
                    case STRING -> Physical.BYTE_ARRAY;
                    case OBJECT -> throw new IllegalArgumentException(field.toString());
                };
        return new Leaf(field, physical, timestamps);
    }

    String name() {
        return field.name();
    }

    boolean optional() {
        return field.nullable();
    }

    /** How many nanoseconds a stored instant's unit has. */
    long nanoseconds() {
        return switch (timestamps) {
            case MILLISECONDS -> 1_000_000;
            case MICROSECONDS -> 1_000;
            case NANOSECONDS -> 1;
        };
    }

    /**
     * The element of the file's schema: the older way of saying what a value means, and the new.
     */
    void write(ThriftWriter out) {
        out.i32(1, physical.number).i32(3, optional() ? 1 : 0).text(4, name());
        switch (field.type()) {
            case STRING -> out.i32(6, UTF8).struct(10, logical -> logical.empty(1));
            case DATE -> out.i32(6, CONVERTED_DATE).struct(10, logical -> logical.empty(6));
            case TIMESTAMP -> writeTimestamp(out);
            case INT -> writeNarrow(out);
            case BOOLEAN, LONG, FLOAT, DOUBLE, OBJECT -> {}
        }
    }

    private void writeTimestamp(ThriftWriter out) {
        switch (timestamps) {
            case MILLISECONDS -> out.i32(6, CONVERTED_MILLIS);
            case MICROSECONDS -> out.i32(6, CONVERTED_MICROS);
            case NANOSECONDS -> {}
        }
        int unit = timestamps.ordinal() + 1;
        out.struct(
                10,
                logical ->
                        logical.struct(
                                8, time -> time.bool(1, true).struct(2, of -> of.empty(unit))));
    }

    private void writeNarrow(ThriftWriter out) {
        Class<?> type = field.javaType();
        if (type == byte.class || type == Byte.class) {
            writeInt(out, CONVERTED_INT_8, Byte.SIZE);
        } else if (type == short.class || type == Short.class) {
            writeInt(out, CONVERTED_INT_16, Short.SIZE);
        }
    }

    private static void writeInt(ThriftWriter out, int converted, int bits) {
        out.i32(6, converted)
                .struct(
                        10,
                        logical -> logical.struct(10, whole -> whole.i8(1, bits).bool(2, true)));
    }
}
