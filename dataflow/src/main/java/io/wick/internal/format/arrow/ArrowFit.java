package io.wick.internal.format.arrow;

import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.Conversion;
import io.wick.internal.format.arrow.Vector.Kind;

import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which columns of a file fill which components of a record.
 *
 * @param file its path, for messages
 */
record ArrowFit(String file, Schema<?> schema, org.apache.arrow.flatbuf.Schema columns) {
    private static final long DAY = 86_400L;
    private static final long NANOSECONDS = 1_000_000_000L;

    /**
     * The columns of some of the fields.
     *
     * @throws PipelineException if one is not there or of a type that does not fit
     */
    List<ArrowColumn> columns(Set<String> names) {
        List<ArrowColumn> fitted = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            if (names.contains(field.name())) {
                fitted.add(find(i, field));
            }
        }
        return fitted;
    }

    private ArrowColumn find(int index, Field field) {
        var place = new Places();
        for (int i = 0; i < columns.fieldsLength(); i++) {
            var column = columns.fields(i);
            if (field.name().equals(column.name())) {
                return column(index, field, column, place);
            }
            place.pass(column);
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

    private ArrowColumn column(
            int index, Field field, org.apache.arrow.flatbuf.Field column, Places place) {
        Vector values = fitting(field, column, place);
        if (values == null) {
            throw misfit(field, column);
        }
        DictionaryEncoding coded = column.dictionary();
        if (coded == null) {
            return new ArrowColumn(index, field.name(), values, null);
        }
        Int codes = coded.indexType();
        // without a type they are of 32 bits
        Vector at = codes == null ? place.vector(Kind.SIGNED, 32) : whole(codes, place);
        return new ArrowColumn(
                index, field.name(), values.alone(), new ArrowColumn.Coding(coded.id(), at));
    }

    private @Nullable Vector fitting(
            Field field, org.apache.arrow.flatbuf.Field column, Places place) {
        Vector vector = vector(column, place);
        if (vector == null) {
            return null;
        }
        Kind kind = vector.kind();
        byte type = column.typeType();
        boolean isTime = type == Type.Date || type == Type.Timestamp;
        boolean fits =
                switch (field.type()) {
                    case INT, LONG -> kind.isWhole() && !isTime;
                    case DOUBLE -> kind == Kind.FRACTION || kind.isWhole() && !isTime;
                    case FLOAT -> kind == Kind.FRACTION && vector.width() <= Float.SIZE;
                    case BOOLEAN -> kind == Kind.BOOLEAN;
                    case STRING -> kind.isText();
                    case DATE, TIMESTAMP -> isTime;
                    case OBJECT -> false;
                };
        if (kind == Kind.NULL && field.nullable()) {
            return vector;
        }
        return switch (field.type()) {
            case DATE -> fits ? place.vector(vector, toDays(column)) : null;
            case TIMESTAMP -> fits ? place.vector(vector, toNanoseconds(column)) : null;
            default -> fits ? vector : null;
        };
    }

    private static @Nullable Vector vector(org.apache.arrow.flatbuf.Field column, Places place) {
        return switch (column.typeType()) {
            case Type.Int -> whole((Int) column.type(new Int()), place);
            case Type.FloatingPoint -> {
                var type = (FloatingPoint) column.type(new FloatingPoint());
                yield place.vector(
                        Kind.FRACTION,
                        switch (type.precision()) {
                            case Precision.HALF -> Short.SIZE;
                            case Precision.SINGLE -> Float.SIZE;
                            default -> Double.SIZE;
                        });
            }
            case Type.Bool -> place.vector(Kind.BOOLEAN, 0);
            case Type.Utf8 -> place.vector(Kind.TEXT, 0);
            case Type.LargeUtf8 -> place.vector(Kind.LARGE_TEXT, 0);
            case Type.Utf8View -> place.vector(Kind.TEXT_VIEW, 0);
            case Type.Date -> {
                boolean days = ((Date) column.type(new Date())).unit() == DateUnit.DAY;
                yield place.vector(Kind.SIGNED, days ? Integer.SIZE : Long.SIZE);
            }
            case Type.Timestamp -> place.vector(Kind.SIGNED, Long.SIZE);
            case Type.Null -> place.vector(Kind.NULL, 0);
            default -> null;
        };
    }

    private static Vector whole(Int type, Places place) {
        return place.vector(type.isSigned() ? Kind.SIGNED : Kind.UNSIGNED, type.bitWidth());
    }

    private static Conversion toDays(org.apache.arrow.flatbuf.Field column) {
        long perSecond = perSecond(column);
        // of a timestamp the date part, in the time that the file speaks of
        return perSecond == 0 ? Conversion.NONE : new Conversion(1, DAY * perSecond);
    }

    private static Conversion toNanoseconds(org.apache.arrow.flatbuf.Field column) {
        long perSecond = perSecond(column);
        return new Conversion(perSecond == 0 ? DAY * NANOSECONDS : NANOSECONDS / perSecond, 1);
    }

    /** How many units of a column of times a second has; 0 for days. */
    private static long perSecond(org.apache.arrow.flatbuf.Field column) {
        if (column.typeType() == Type.Date) {
            return ((Date) column.type(new Date())).unit() == DateUnit.DAY ? 0 : 1_000;
        }
        return switch (((Timestamp) column.type(new Timestamp())).unit()) {
            case TimeUnit.SECOND -> 1;
            case TimeUnit.MILLISECOND -> 1_000;
            case TimeUnit.MICROSECOND -> 1_000_000;
            default -> NANOSECONDS;
        };
    }

    private String describe() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < columns.fieldsLength(); i++) {
            all.add(columns.fields(i).name() + " " + typeOf(columns.fields(i)));
        }
        return String.join(", ", all);
    }

    private static String typeOf(org.apache.arrow.flatbuf.Field column) {
        String name = Type.name(column.typeType()).toUpperCase(Locale.ROOT);
        return switch (column.typeType()) {
            case Type.Int -> {
                Int type = (Int) column.type(new Int());
                yield (type.isSigned() ? "" : "U") + name + type.bitWidth();
            }
            default -> name;
        };
    }

    private PipelineException misfit(Field field, org.apache.arrow.flatbuf.Field column) {
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
}
