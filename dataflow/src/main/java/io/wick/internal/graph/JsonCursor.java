package io.wick.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;

import io.wick.error.GraphException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * A place in a JSON text: the value there, and its path for errors. Its methods throw a {@link
 * GraphException} with that path when something else is there than was asked for.
 */
record JsonCursor(JsonNode node, String path) {

    /** An object that has all required fields, and no others than those and the optional ones. */
    JsonCursor object(List<String> required, String... optional) {
        if (!node.isObject()) {
            throw expected("an object");
        }
        var known = new TreeSet<>(required);
        known.addAll(Arrays.asList(optional));
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw wrong("unknown field '" + name + "'. Known here: " + known);
            }
        }
        for (String name : required) {
            if (!node.has(name)) {
                throw wrong("the field '" + name + "' is missing");
            }
        }
        return this;
    }

    boolean has(String field) {
        return node.has(field);
    }

    JsonCursor get(String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw wrong("the field '" + field + "' is missing");
        }
        return new JsonCursor(value, path + "." + field);
    }

    JsonCursor at(int index) {
        return new JsonCursor(node.get(index), path + "[" + index + "]");
    }

    /** The elements of an array. */
    List<JsonCursor> elements() {
        int size = size();
        var elements = new ArrayList<JsonCursor>(size);
        for (int i = 0; i < size; i++) {
            elements.add(at(i));
        }
        return elements;
    }

    /** The length of an array. */
    int size() {
        if (!node.isArray()) {
            throw expected("an array");
        }
        return node.size();
    }

    String text() {
        if (!node.isTextual()) {
            throw expected("a string");
        }
        return node.textValue();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    /** A flag that is false when it is not there. */
    boolean flag(String field) {
        return node.has(field) && get(field).flag();
    }

    int integer() {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    long whole(long least, long most) {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            throw expected("a whole number from " + least + " to " + most);
        }
        return node.longValue();
    }

    double real() {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.isTextual() ? node.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw expected("a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
        };
    }

    /** An array of whole numbers of a range. */
    int[] integers(int least, int most) {
        int[] values = new int[size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = node.get(i);
            if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
                throw at(i).expected("a whole number from " + least + " to " + most);
            }
            values[i] = value.intValue();
        }
        return values;
    }

    GraphException expected(String what) {
        return wrong("expected " + what + ", got " + shown());
    }

    GraphException wrong(String what) {
        return new GraphException(path + ": " + what);
    }

    GraphException wrong(String what, Throwable cause) {
        return new GraphException(path + ": " + what, cause);
    }

    private String shown() {
        if (node.isContainerNode()) {
            return node.isArray() ? "an array" : "an object";
        }
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
