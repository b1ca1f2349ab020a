package io.wick.internal.format.parquet;

import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.metadata.Statistics;

import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.internal.format.Conversion;
import io.wick.pipeline.ColumnRange;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * What a file says of the values in a row group: enough to leave out groups that no row of interest
 * is in.
 *
 * @param fitted the columns that conditions are on, by their names
 */
record GroupRanges(
        RowGroup group, Map<String, ColumnFit.Fitted> fitted, Map<String, Field> fields) {
    ColumnRange of(String name) {
        ColumnFit.Fitted column = fitted.get(name);
        Field field = fields.get(name);
        if (column == null || field == null) {
            return ColumnRange.UNKNOWN;
        }
        ColumnMetaData data = group.columns().get(column.column().columnIndex()).metaData();
        Statistics statistics = data.statistics();
        boolean optional = column.column().maxDefinitionLevel() > 0;
        if (statistics == null) {
            return new ColumnRange(null, null, optional, true);
        }
        Long nulls = statistics.nullCount();
        boolean mayBeNull = optional && (nulls == null || nulls > 0);
        boolean mayBeValue = nulls == null || nulls < group.numRows();
        return new ColumnRange(
                min(column, field, statistics),
                max(column, field, statistics),
                mayBeNull,
                mayBeValue);
    }

    private static @Nullable Object min(
            ColumnFit.Fitted column, Field field, Statistics statistics) {
        return bound(column, field, statistics, statistics.minValue());
    }

    private static @Nullable Object max(
            ColumnFit.Fitted column, Field field, Statistics statistics) {
        PhysicalType type = column.column().type();
        // a NaN is in no statistics, and larger than all numbers to Java
        return type == PhysicalType.FLOAT || type == PhysicalType.DOUBLE
                ? null
                : bound(column, field, statistics, statistics.maxValue());
    }

    private static @Nullable Object bound(
            ColumnFit.Fitted column, Field field, Statistics statistics, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        PhysicalType type = column.column().type();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (type == PhysicalType.INT32 && bytes.length == Integer.BYTES) {
            return whole(field, column.conversion(), in.getInt());
        } else if (type == PhysicalType.INT64 && bytes.length == Long.BYTES) {
            return whole(field, column.conversion(), in.getLong());
        } else if (type == PhysicalType.FLOAT && bytes.length == Float.BYTES) {
            return fraction(field, in.getFloat());
        } else if (type == PhysicalType.DOUBLE && bytes.length == Double.BYTES) {
            return fraction(field, in.getDouble());
        } else if (type == PhysicalType.BYTE_ARRAY && !statistics.isMinMaxDeprecated()) {
            return text(bytes);
        }
        return null;
    }

    private static @Nullable Object whole(Field field, Conversion conversion, long stored) {
        try {
            long value = conversion.apply(stored);
            return switch (field.type()) {
                case INT -> narrow(field.javaType(), value);
                case LONG -> value;
                case DOUBLE -> (double) value;
                case DATE -> LocalDate.ofEpochDay(value);
                case TIMESTAMP -> Instant.ofEpochSecond(0, value);
                default -> null;
            };
        } catch (ArithmeticException _) {
            return null; // the rows themselves will say what does not fit
        }
    }

    private static @Nullable Object narrow(Class<?> type, long value) {
        int whole = Math.toIntExact(value);
        if (type == int.class || type == Integer.class) {
            return whole;
        } else if (type == short.class || type == Short.class) {
            return whole == (short) whole ? (short) whole : null;
        }
        return whole == (byte) whole ? (byte) whole : null;
    }

    private static @Nullable Object fraction(Field field, double min) {
        if (Double.isNaN(min)) {
            return null;
        }
        double least = min == 0 ? -0.0 : min;
        return field.type() == ColumnType.FLOAT ? (Object) (float) least : (Object) least;
    }

    /** Files order strings by their bytes, Java by its chars: the same where a bound is ASCII. */
    private static @Nullable String text(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return null;
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
