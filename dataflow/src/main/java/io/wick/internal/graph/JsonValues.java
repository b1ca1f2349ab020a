package io.wick.internal.graph;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Writes constants, keys, parameters and captured values. What JSON has itself stands for itself: a
 * whole number is an Integer, one with a point a Double, an array a list that nobody changes. All
 * else is an object with a tag: {@code {"long": 5}}, {@code {"uuid": ".."}}, {@code {"set": [..]}},
 * {@code {"map": [[key, value], ..]}}, {@code {"enum": "acme.Color", "name": "RED"}}, {@code
 * {"record": "acme.Point", "components": {"x": 1}}}. {@link JsonValueReader} reads it.
 */
record JsonValues(JsonGenerator out) {
    private static final int DEEPEST = 100;

    /**
     * Writes a value.
     *
     * @throws Unwritable when it, or something in it, is of another type
     */
    void write(@Nullable Object value) throws IOException {
        write(value, 0);
    }

    private void write(@Nullable Object value, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Unwritable(
                    "something that is nested deeper than " + DEEPEST + " or contains itself");
        }
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case Number number -> writeNumber(number);
            case Character c -> tag("char", c.toString());
            case UUID uuid -> tag("uuid", uuid.toString());
            case Duration duration -> tag("duration", duration.toString());
            case Instant instant -> tag("instant", instant.toString());
            case Enum<?> constant -> writeEnum(constant);
            case List<?> list -> writeCollection(listTag(list), list, depth);
            case Set<?> set -> writeCollection(setTag(set), set, depth);
            case Map<?, ?> map -> writeMap(map, depth);
            case Record made -> writeRecord(made, depth);
            default -> writeArray(value);
        }
    }

    private void writeNumber(Number number) throws IOException {
        switch (number) {
            case Integer i -> out.writeNumber(i);
            case Double d when d.isNaN() || d.isInfinite() -> tag("double", d.toString());
            case Double d -> out.writeNumber(d);
            case Long l -> {
                out.writeStartObject();
                out.writeNumberField("long", l);
                out.writeEndObject();
            }
            case Short s -> {
                out.writeStartObject();
                out.writeNumberField("short", s);
                out.writeEndObject();
            }
            case Byte b -> {
                out.writeStartObject();
                out.writeNumberField("byte", b.intValue());
                out.writeEndObject();
            }
            case Float f -> {
                out.writeStartObject();
                out.writeFieldName("float");
                writeReal(f);
                out.writeEndObject();
            }
            default -> throw unwritable(number);
        }
    }

    private void writeReal(double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    void writeEnum(Enum<?> constant) throws IOException {
        out.writeStartObject();
        out.writeStringField("enum", constant.getDeclaringClass().getName());
        out.writeStringField("name", constant.name());
        out.writeEndObject();
    }

    private void writeArray(Object value) throws IOException {
        Class<?> element = value.getClass().getComponentType();
        if (element == null || !element.isPrimitive()) {
            throw unwritable(value);
        }
        out.writeStartObject();
        out.writeFieldName(element + "[]");
        if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else if (value instanceof int[] ints) {
            out.writeArray(ints, 0, ints.length);
        } else {
            out.writeStartArray();
            for (int i = 0; i < Array.getLength(value); i++) {
                writeElement(Array.get(value, i));
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void writeElement(Object element) throws IOException {
        switch (element) {
            case Boolean flag -> out.writeBoolean(flag);
            case Character c -> out.writeNumber((int) c);
            case Float f -> writeReal(f);
            case Double d -> writeReal(d);
            default -> out.writeNumber(((Number) element).longValue());
        }
    }

    private void writeCollection(String tag, Collection<?> elements, int depth) throws IOException {
        if (!tag.isEmpty()) {
            out.writeStartObject();
            out.writeFieldName(tag);
        }
        out.writeStartArray();
        for (Object element : elements) {
            write(element, depth + 1);
        }
        out.writeEndArray();
        if (!tag.isEmpty()) {
            out.writeEndObject();
        }
    }

    private void writeMap(Map<?, ?> map, int depth) throws IOException {
        out.writeStartObject();
        out.writeFieldName(mapTag(map));
        out.writeStartArray();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeStartArray();
            write(entry.getKey(), depth + 1);
            write(entry.getValue(), depth + 1);
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeRecord(Record made, int depth) throws IOException {
        out.writeStartObject();
        out.writeStringField("record", made.getClass().getName());
        out.writeFieldName("components");
        out.writeStartObject();
        for (RecordComponent component : made.getClass().getRecordComponents()) {
            out.writeFieldName(component.getName());
            write(get(made, component), depth + 1);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static @Nullable Object get(Record made, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(made);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new Unwritable(
                    "a record " + made.getClass().getName() + " that cannot be read (" + e + ")");
        }
    }

    private void tag(String tag, String text) throws IOException {
        out.writeStartObject();
        out.writeStringField(tag, text);
        out.writeEndObject();
    }

    private static String listTag(List<?> list) {
        Class<?> type = list.getClass();
        if (type == java.util.ArrayList.class || type == LinkedList.class) {
            return type.getSimpleName();
        }
        if (isFixed(type)) {
            return "";
        }
        throw unwritable(list);
    }

    /** HashSet and HashMap are read as their linked subclasses, to keep the order they had. */
    private static String setTag(Set<?> set) {
        Class<?> type = set.getClass();
        if (type == java.util.HashSet.class || type == java.util.LinkedHashSet.class) {
            return "LinkedHashSet";
        }
        if (type == java.util.TreeSet.class && ((SortedSet<?>) set).comparator() == null) {
            return "TreeSet";
        }
        if (isFixed(type)) {
            return "set";
        }
        throw unwritable(set);
    }

    private static String mapTag(Map<?, ?> map) {
        Class<?> type = map.getClass();
        if (type == java.util.HashMap.class || type == java.util.LinkedHashMap.class) {
            return "LinkedHashMap";
        }
        if (type == java.util.TreeMap.class && ((SortedMap<?, ?>) map).comparator() == null) {
            return "TreeMap";
        }
        if (isFixed(type)) {
            return "map";
        }
        throw unwritable(map);
    }

    /** The JDK's collections without a name of their own, whose users know the interface alone. */
    private static boolean isFixed(Class<?> type) {
        Class<?> host = type.getNestHost();
        return host == java.util.Collections.class
                || host == java.util.Arrays.class
                || host.getName().equals("java.util.ImmutableCollections")
                || host.getName().equals("java.util.ReverseOrderListView");
    }

    private static Unwritable unwritable(Object value) {
        return new Unwritable("a " + value.getClass().getTypeName());
    }
}
