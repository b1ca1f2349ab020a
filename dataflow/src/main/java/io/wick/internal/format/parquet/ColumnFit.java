package io.wick.internal.format.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.Encoding;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;

import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.Conversion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of a file fill which components of a record.
 *
 * @param file its path, for messages
 */
record ColumnFit(String file, Schema<?> schema, FileSchema columns) {
    private static final Set<Encoding> PAGES =
            EnumSet.of(
                    Encoding.PLAIN,
                    Encoding.RLE,
                    Encoding.RLE_DICTIONARY,
                    Encoding.PLAIN_DICTIONARY);

    /** A column that fits its field. */
    record Fitted(int field, ColumnSchema column, Conversion conversion, ColumnType type) {
        /** What a row takes in memory, about. */
        long width() {
            return switch (type) {
                case BOOLEAN -> 1;
                case INT, FLOAT, DATE, STRING -> Integer.BYTES;
                case LONG, DOUBLE, TIMESTAMP, OBJECT -> Long.BYTES;
            };
        }

        Chunk chunk(List<ColumnChunk> all) {
            ColumnChunk chunk = all.get(column.columnIndex());
            var data = chunk.metaData();
            boolean own =
                    PAGES.containsAll(data.encodings())
                            && Unpacker.knows(data.codec().name())
                            && column.maxDefinitionLevel() <= 1;
            return new Chunk(
                    field,
                    column.fieldPath().toString(),
                    chunk.chunkStartOffset(),
                    data.totalCompressedSize(),
                    column.maxDefinitionLevel() > 0,
                    data.codec().name(),
                    column.type(),
                    conversion,
                    own);
        }
    }

    /**
     * The columns of some of the fields.
     *
     * @throws PipelineException if one is not there or of a type that does not fit
     */
    List<Fitted> columns(Set<String> names) {
        List<Fitted> fitted = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            if (names.contains(field.name())) {
                ColumnSchema column = find(field);
                fitted.add(new Fitted(i, column, conversion(field, column), field.type()));
            }
        }
        return fitted;
    }

    private ColumnSchema find(Field field) {
        for (ColumnSchema column : columns.getColumns()) {
            if (column.fieldPath().toString().equals(field.name())) {
                if (column.maxRepetitionLevel() > 0) {
                    throw misfit(field, column);
                }
                return column;
            }
        }
        throw new PipelineException(
                file
                        + " has no column '"
                        + field.name()
                        + "' for the component of "
                        + schema.rowType().getName()
                        + "; it has "
                        + describe()
                        + ". Names must be equal, capitals included");
    }

    private String describe() {
        List<String> all = new ArrayList<>();
        for (ColumnSchema column : columns.getColumns()) {
            all.add(column.fieldPath() + " " + typeOf(column));
        }
        return String.join(", ", all);
    }

    private static String typeOf(ColumnSchema column) {
        LogicalType logical = column.logicalType();
        String type = logical == null ? column.type().toString() : logical.toString();
        return column.maxRepetitionLevel() > 0 ? "LIST of " + type : type;
    }

    private Conversion conversion(Field field, ColumnSchema column) {
        Conversion conversion =
                switch (field.type()) {
                    case INT, LONG -> whole(column);
                    case DOUBLE -> fraction(column);
                    case FLOAT -> only(column.type() == PhysicalType.FLOAT);
                    case BOOLEAN -> only(column.type() == PhysicalType.BOOLEAN);
                    case STRING -> only(isText(column));
                    case DATE -> date(column);
                    case TIMESTAMP -> timestamp(column);
                    case OBJECT -> null;
                };
        if (conversion == null) {
            throw misfit(field, column);
        }
        return conversion;
    }

    private PipelineException misfit(Field field, ColumnSchema column) {
        return new PipelineException(
                "Column '"
                        + field.name()
                        + "' of "
                        + file
                        + " is "
                        + typeOf(column)
                        + ", which "
                        + schema.rowType().getSimpleName()
                        + "."
                        + field.name()
                        + ", a "
                        + field.javaType().getSimpleName()
                        + ", cannot hold. Numbers, booleans, strings, dates (LocalDate) and"
                        + " timestamps (Instant) can be read, without nesting");
    }

    private static @Nullable Conversion only(boolean fits) {
        return fits ? Conversion.NONE : null;
    }

    private static boolean isWhole(ColumnSchema column) {
        PhysicalType type = column.type();
        return (type == PhysicalType.INT32 || type == PhysicalType.INT64)
                && switch (column.logicalType()) {
                    case null -> true;
                    // larger values of unsigned types would come out negative
                    case LogicalType.IntType whole ->
                            whole.isSigned() || whole.bitWidth() < 8 * bytes(type);
                    default -> false;
                };
    }

    private static int bytes(PhysicalType type) {
        return type == PhysicalType.INT32 ? Integer.BYTES : Long.BYTES;
    }

    private static @Nullable Conversion whole(ColumnSchema column) {
        return only(isWhole(column));
    }

    private static @Nullable Conversion fraction(ColumnSchema column) {
        PhysicalType type = column.type();
        boolean isFraction =
                column.logicalType() == null
                        && (type == PhysicalType.DOUBLE || type == PhysicalType.FLOAT);
        return only(isFraction || isWhole(column));
    }

    private static boolean isText(ColumnSchema column) {
        return column.type() == PhysicalType.BYTE_ARRAY
                && switch (column.logicalType()) {
                    case LogicalType.StringType _, LogicalType.EnumType _, LogicalType.JsonType _ ->
                            true;
                    case null -> true;
                    default -> false;
                };
    }

    private static @Nullable Conversion date(ColumnSchema column) {
        return switch (column.logicalType()) {
            case LogicalType.DateType _ -> Conversion.NONE;
            // the date part, in the time that the file speaks of
            case LogicalType.TimestampType time ->
                    new Conversion(1, 86_400L * perSecond(time.unit()));
            case null, default -> null;
        };
    }

    private static @Nullable Conversion timestamp(ColumnSchema column) {
        return switch (column.logicalType()) {
            case LogicalType.TimestampType time ->
                    new Conversion(1_000_000_000L / perSecond(time.unit()), 1);
            case LogicalType.DateType _ -> new Conversion(86_400L * 1_000_000_000L, 1);
            case null, default -> null;
        };
    }

    private static long perSecond(LogicalType.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }
}
