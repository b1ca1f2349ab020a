package io.wick.internal.graph;

import io.wick.error.GraphException;
import io.wick.graph.Allowed;

import java.util.Set;

/**
 * The classes that a text names. A class whose code would run is loaded only when it is allowed;
 * one that is only a type, and never made, when it is the JDK's or Wick's too. None is initialised
 * here.
 */
record NamedClasses(ClassLoader loader, Allowed allowed) {
    /** Packages, with a dot, of values that cannot reach anything but themselves. */
    private static final Set<String> VALUES = Set.of("java.math.", "java.time.");

    private static final Set<String> LANG =
            Set.of(
                    "Boolean",
                    "Byte",
                    "CharSequence",
                    "Character",
                    "Comparable",
                    "Double",
                    "Enum",
                    "Float",
                    "Integer",
                    "Iterable",
                    "Long",
                    "Math",
                    "Number",
                    "Object",
                    "Record",
                    "Short",
                    "StrictMath",
                    "String",
                    "StringBuilder");

    private static final Set<String> COLLECTIONS =
            Set.of(
                    "AbstractCollection",
                    "AbstractList",
                    "AbstractMap",
                    "AbstractSet",
                    "ArrayDeque",
                    "ArrayList",
                    "Arrays",
                    "BitSet",
                    "Collection",
                    "Collections",
                    "Deque",
                    "HashMap",
                    "HashSet",
                    "Iterator",
                    "LinkedHashMap",
                    "LinkedHashSet",
                    "LinkedList",
                    "List",
                    "Map",
                    "NavigableMap",
                    "NavigableSet",
                    "Objects",
                    "Optional",
                    "OptionalDouble",
                    "OptionalInt",
                    "OptionalLong",
                    "PriorityQueue",
                    "Queue",
                    "SequencedCollection",
                    "SequencedMap",
                    "SequencedSet",
                    "Set",
                    "SortedMap",
                    "SortedSet",
                    "TreeMap",
                    "TreeSet",
                    "UUID");

    /** A class whose code runs. */
    Class<?> used(JsonCursor at) {
        String name = at.text();
        if (!allowed.permits(name)) {
            throw refused(at, name);
        }
        return load(at, name);
    }

    /** An enum: an allowed one, or one of the JDK, which is a value. */
    Class<?> ofEnum(JsonCursor at) {
        String name = at.text();
        if (!allowed.permits(name) && !name.startsWith("java.")) {
            throw refused(at, name);
        }
        Class<?> type = load(at, name);
        if (!type.isEnum()) {
            throw at.wrong(type.getName() + " is no enum");
        }
        return type;
    }

    /** A class that is the type of something, and of which nothing is made. */
    Class<?> type(JsonCursor at) {
        String name = at.text();
        String element = element(name);
        if (!element.startsWith("java.")
                && !element.startsWith("io.wick.")
                && !allowed.permits(element)) {
            throw refused(at, element);
        }
        return load(at, name);
    }

    /** Checks the class whose method a lambda calls, which is not loaded here. */
    void checkCalled(JsonCursor at) {
        String name = at.text().replace('/', '.');
        if (!allowed.permits(name) && !isValue(name)) {
            throw refused(at, name);
        }
    }

    private static boolean isValue(String name) {
        if (name.startsWith("java.lang.")) {
            return LANG.contains(name.substring("java.lang.".length()));
        }
        if (name.startsWith("java.util.")) {
            return COLLECTIONS.contains(name.substring("java.util.".length()));
        }
        return VALUES.stream().anyMatch(name::startsWith);
    }

    /** What the arrays of a name are made of; primitives have one letter. */
    private static String element(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return name;
        }
        String element = name.substring(dimensions);
        return element.startsWith("L") && element.endsWith(";")
                ? element.substring(1, element.length() - 1)
                : "java.lang.Object"; // of a primitive, or no class at all, which loading says
    }

    private Class<?> load(JsonCursor at, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw at.wrong(
                    "the class "
                            + name
                            + " is not found. Put its jar on the class path, or give fromJson(..)"
                            + " the class loader that has it",
                    e);
        }
    }

    private GraphException refused(JsonCursor at, String name) {
        return at.wrong(
                "the class "
                        + name
                        + " is not allowed here, only "
                        + allowed
                        + ". If whoever wrote this text may run its code, add it: fromJson(json,"
                        + " type, Allowed.packages(\""
                        + packageOf(name)
                        + "\"))");
    }

    private static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
