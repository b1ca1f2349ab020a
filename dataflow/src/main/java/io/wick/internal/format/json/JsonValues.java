package io.wick.internal.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.wick.column.Field;
import io.wick.internal.format.BadCell;
import io.wick.internal.format.BadLineLog;
import io.wick.internal.format.ObjectText;
import io.wick.internal.format.Slot;
import io.wick.internal.format.TimeText;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Makes a field's value of its JSON. For one thread. */
final class JsonValues {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Slot slot;
    private final Field field;
    private final ObjectReader objects;
    private final long least;
    private final long most;

    /**
     * @param type of the record's component, with its type arguments
     */
    JsonValues(Slot slot, Type type) {
        this.slot = slot;
        this.field = slot.field();
        JavaType java = MAPPER.constructType(type);
        this.objects = MAPPER.readerFor(java);
        Class<?> raw = field.javaType();
        boolean isLong = raw == long.class || raw == Long.class;
        boolean isShort = raw == short.class || raw == Short.class;
        boolean isByte = raw == byte.class || raw == Byte.class;
        least =
                isLong
                        ? Long.MIN_VALUE
                        : isShort ? Short.MIN_VALUE : isByte ? Byte.MIN_VALUE : Integer.MIN_VALUE;
        most =
                isLong
                        ? Long.MAX_VALUE
                        : isShort ? Short.MAX_VALUE : isByte ? Byte.MAX_VALUE : Integer.MAX_VALUE;
    }

    /**
     * Takes the value at the parser's token, and leaves the parser at its last one.
     *
     * @throws BadCell if it is none of the type
     */
    void read(JsonParser json) throws IOException, BadCell {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            slot.clear();
            return;
        }
        try {
            switch (field.type()) {
                case INT, LONG -> slot.set(whole(json, token));
                case FLOAT, DOUBLE -> slot.set(fraction(json, token));
                case BOOLEAN -> slot.set(truth(json, token));
                case STRING -> slot.set(text(json, token));
                case DATE -> slot.set(TimeText.days(text(json, token)));
                case TIMESTAMP -> slot.set(TimeText.nanos(text(json, token)));
                case OBJECT -> slot.set(object(json, token));
            }
        } catch (DateTimeException
                | ArithmeticException
                | com.fasterxml.jackson.core.exc.InputCoercionException
                | com.fasterxml.jackson.databind.DatabindException e) {
            throw wrong(json);
        }
    }

    /** Whether values are strings in JSON: times that Jackson alone does not know. */
    static boolean isText(Field field) {
        return field.javaType() == LocalDateTime.class || field.javaType() == LocalTime.class;
    }

    private Object object(JsonParser json, JsonToken token) throws IOException, BadCell {
        return isText(field)
                ? ObjectText.parse(field.javaType(), text(json, token))
                : objects.readValue(json);
    }

    private long whole(JsonParser json, JsonToken token) throws IOException, BadCell {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(json);
        }
        long value = json.getLongValue();
        if (value < least || value > most) {
            throw wrong(json);
        }
        return value;
    }

    private double fraction(JsonParser json, JsonToken token) throws IOException, BadCell {
        if (token == JsonToken.VALUE_STRING) {
            // JSON has no number for these, so that they are written as strings
            return switch (json.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(json);
            };
        }
        if (!token.isNumeric()) {
            throw wrong(json);
        }
        boolean isFloat = field.type() == io.wick.column.ColumnType.FLOAT;
        return isFloat ? json.getFloatValue() : json.getDoubleValue();
    }

    private long truth(JsonParser json, JsonToken token) throws IOException, BadCell {
        if (!token.isBoolean()) {
            throw wrong(json);
        }
        return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }

    private String text(JsonParser json, JsonToken token) throws IOException, BadCell {
        if (token != JsonToken.VALUE_STRING) {
            throw wrong(json);
        }
        return json.getText();
    }

    private BadCell wrong(JsonParser json) throws IOException {
        String text = json.hasToken(JsonToken.START_OBJECT) ? "{...}" : json.getText();
        String got = BadLineLog.shortened(String.valueOf(text));
        return new BadCell(field.name(), got, "expected " + expected() + ", got " + got);
    }

    private String expected() {
        return switch (field.type()) {
            case INT, LONG -> "a whole number from " + least + " to " + most;
            case FLOAT, DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "a string";
            case DATE -> "a date such as \"2001-12-31\"";
            case TIMESTAMP -> "a time such as \"2001-12-31T23:59:59Z\"";
            case OBJECT -> "a " + field.javaType().getSimpleName();
        };
    }
}
