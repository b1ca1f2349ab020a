package io.wick.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what {@link JsonValues} writes. Of the classes that a text names it makes objects of enums
 * and records alone.
 */
record JsonValueReader(NamedClasses classes) {

    /** The value at a place. */
    @Nullable Object read(JsonCursor at) {
        JsonNode node = at.node();
        return switch (node.getNodeType()) {
            case NULL -> null;
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) at.integer() : (Object) at.real();
            case ARRAY -> Collections.unmodifiableList(all(at, new ArrayList<>()));
            default -> tagged(at);
        };
    }

    /** A list of values. */
    List<@Nullable Object> readAll(JsonCursor at) {
        return Collections.unmodifiableList(all(at, new ArrayList<>()));
    }

    private @Nullable Object tagged(JsonCursor at) {
        if (!at.node().isObject() || at.node().isEmpty()) {
            throw at.expected("a value");
        }
        String tag = at.node().fieldNames().next();
        JsonCursor inner = at.get(tag);
        if (tag.equals("enum")) {
            return readEnum(at.object(List.of("enum", "name")));
        }
        if (tag.equals("record")) {
            return readRecord(at.object(List.of("record", "components")));
        }
        at.object(List.of(tag));
        return tag.endsWith("[]") ? array(inner, tag) : simple(inner, tag);
    }

    private Object simple(JsonCursor at, String tag) {
        try {
            return switch (tag) {
                case "long" -> at.whole(Long.MIN_VALUE, Long.MAX_VALUE);
                case "short" -> (short) at.whole(Short.MIN_VALUE, Short.MAX_VALUE);
                case "byte" -> (byte) at.whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
                case "double" -> at.real();
                case "float" -> (float) at.real();
                case "char" -> character(at);
                case "uuid" -> UUID.fromString(at.text());
                case "duration" -> Duration.parse(at.text());
                case "instant" -> Instant.parse(at.text());
                case "ArrayList" -> all(at, new ArrayList<>());
                case "LinkedList" -> all(at, new LinkedList<>());
                case "set" -> Collections.unmodifiableSet(distinct(at, new LinkedHashSet<>()));
                case "LinkedHashSet" -> distinct(at, new LinkedHashSet<>());
                case "TreeSet" -> distinct(at, new TreeSet<>());
                case "map" -> Collections.unmodifiableMap(map(at, new LinkedHashMap<>()));
                case "LinkedHashMap" -> map(at, new LinkedHashMap<>());
                case "TreeMap" -> map(at, new TreeMap<>());
                default ->
                        throw at.wrong(
                                "unknown kind of value '" + tag + "'. " + Unwritable.WRITABLE);
            };
        } catch (IllegalArgumentException
                | DateTimeException
                | ClassCastException
                | NullPointerException e) {
            throw at.wrong("no " + tag + ": " + e.getMessage(), e);
        }
    }

    private static char character(JsonCursor at) {
        if (at.text().length() != 1) {
            throw at.expected("a string of one char");
        }
        return at.text().charAt(0);
    }

    private <C extends Collection<@Nullable Object>> C all(JsonCursor at, C into) {
        for (JsonCursor element : at.elements()) {
            into.add(read(element));
        }
        return into;
    }

    private <C extends Collection<@Nullable Object>> C distinct(JsonCursor at, C into) {
        for (JsonCursor element : at.elements()) {
            if (!into.add(read(element))) {
                throw element.wrong("the set has this element twice");
            }
        }
        return into;
    }

    private <M extends Map<@Nullable Object, @Nullable Object>> M map(JsonCursor at, M into) {
        for (JsonCursor entry : at.elements()) {
            if (entry.size() != 2) {
                throw entry.expected("an array of a key and a value");
            }
            Object key = read(entry.at(0));
            if (into.containsKey(key)) {
                throw entry.wrong("the map has this key twice");
            }
            into.put(key, read(entry.at(1)));
        }
        return into;
    }

    private static Object array(JsonCursor at, String tag) {
        return switch (tag) {
            case "byte[]" -> bytes(at);
            case "int[]" -> at.integers(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long[]" ->
                    at.elements().stream()
                            .mapToLong(e -> e.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                            .toArray();
            case "double[]" -> at.elements().stream().mapToDouble(JsonCursor::real).toArray();
            case "float[]" -> fill(at, float.class, e -> (float) e.real());
            case "boolean[]" -> fill(at, boolean.class, JsonCursor::flag);
            case "short[]" ->
                    fill(at, short.class, e -> (short) e.whole(Short.MIN_VALUE, Short.MAX_VALUE));
            case "char[]" ->
                    fill(
                            at,
                            char.class,
                            e -> (char) e.whole(Character.MIN_VALUE, Character.MAX_VALUE));
            default -> throw at.wrong("unknown kind of array '" + tag + "'");
        };
    }

    private static Object fill(JsonCursor at, Class<?> type, Function<JsonCursor, Object> read) {
        Object array = Array.newInstance(type, at.size());
        for (int i = 0; i < at.size(); i++) {
            Array.set(array, i, read.apply(at.at(i)));
        }
        return array;
    }

    private static byte[] bytes(JsonCursor at) {
        at.text();
        try {
            return at.node().binaryValue();
        } catch (IOException e) {
            throw at.wrong("expected bytes in base 64: " + e.getMessage(), e);
        }
    }

    /** A constant of an enum. */
    Enum<?> readEnum(JsonCursor at) {
        Class<?> type = classes.ofEnum(at.get("enum"));
        String name = at.get("name").text();
        for (Object constant : constants(at, type)) {
            if (((Enum<?>) constant).name().equals(name)) {
                return (Enum<?>) constant;
            }
        }
        throw at.get("name").wrong(type.getName() + " has no constant '" + name + "'");
    }

    /** Asking for them initialises the class, which its code may refuse. */
    private static Object[] constants(JsonCursor at, Class<?> type) {
        try {
            return type.getEnumConstants();
        } catch (LinkageError e) {
            throw at.get("enum").wrong("the class " + type.getName() + " does not start: " + e, e);
        }
    }

    private Object readRecord(JsonCursor at) {
        Class<?> type = classes.used(at.get("record"));
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw at.get("record").wrong(type.getName() + " is no record");
        }
        JsonCursor values =
                at.get("components")
                        .object(Arrays.stream(components).map(RecordComponent::getName).toList());
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            JsonCursor value = values.get(components[i].getName());
            arguments[i] = checked(value, read(value), components[i].getType());
        }
        try {
            Constructor<?> canonical =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw at.wrong("the record refuses its components: " + e.getCause(), e);
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
            throw at.wrong("cannot make the record: " + e, e);
        }
    }

    private static @Nullable Object checked(JsonCursor at, @Nullable Object value, Class<?> type) {
        boolean fits =
                value == null ? !type.isPrimitive() : ValueType.boxed(type).isInstance(value);
        if (!fits) {
            throw at.wrong(
                    "expected a "
                            + type.getTypeName()
                            + ", got "
                            + (value == null ? "null" : "a " + value.getClass().getTypeName()));
        }
        return value;
    }
}
