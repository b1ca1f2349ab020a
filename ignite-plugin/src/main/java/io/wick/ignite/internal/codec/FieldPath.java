package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Finds the field at fault in a value that could not be written: first the nearest object whose
 * class does not travel, by a walk in breadth, then, if there is none, the innermost object that
 * cannot be written alone. Slow, and only called after a failure. Thread-safe.
 */
final class FieldPath {
    /** How many objects the walk in breadth may visit. */
    private static final int MAX_VISITED = 200_000;

    /** How many objects may be written on trial. */
    private static final int MAX_TRIALS = 2_000;

    private final GraphPool graphs;

    FieldPath(GraphPool graphs) {
        this.graphs = graphs;
    }

    /** The exception for {@code root}, which {@code name} names in messages; empty for no name. */
    WickException explain(Object root, String name, GraphFailure failure) {
        Throwable cause = failure.root();
        if (cause instanceof WickException thrownBySink
                && !(cause instanceof SerializationException)) {
            return thrownBySink;
        }
        if (cause instanceof StackOverflowError) {
            return new SerializationException(
                    "Cannot serialise the value"
                            + at(name)
                            + " ("
                            + typeName(root)
                            + "): it is nested too deeply for the stack. Flatten it, for example by"
                            + " putting linked nodes into a list.",
                    failure.getCause());
        }
        Step refused = nearestRefused(new Step(name, root));
        if (refused != null) {
            Refusal refusal = refusal(refused.value);
            return message(refused, refusal.reason() + ". " + refusal.repair(), failure);
        }
        Step culprit = innermost(new Step(name, root));
        String reason =
                cause instanceof SerializationException known && known.getMessage() != null
                        ? known.getMessage()
                        : reasonOf(culprit.value, cause) + ". " + Refusal.TRANSIENT;
        return message(culprit, reason, failure);
    }

    private static SerializationException message(Step step, String rest, GraphFailure failure) {
        return new SerializationException(
                "Cannot serialise the value"
                        + at(step.path)
                        + " ("
                        + typeName(step.value)
                        + "): "
                        + rest,
                failure.getCause());
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : " at " + path;
    }

    private static String typeName(Object value) {
        Class<?> type = value.getClass();
        if (!TravelRules.isLambda(type)) {
            return type.getTypeName();
        }
        return "a lambda of " + type.getName().substring(0, type.getName().indexOf("$$Lambda"));
    }

    private static Refusal refusal(Object value) {
        Refusal refusal = TravelRules.refusalOf(value.getClass());
        return refusal == null ? Refusal.of("objects of this class") : refusal;
    }

    private static String reasonOf(Object value, Throwable cause) {
        if (value.getClass().getName().startsWith("java")
                && cause instanceof UnsupportedOperationException) {
            return "objects of this class of the JDK do not travel";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : message;
    }

    private static @Nullable Step nearestRefused(Step root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Queue<Step> queue = new ArrayDeque<>();
        queue.add(root);
        seen.add(root.value);
        for (Step step = queue.poll(); step != null; step = queue.poll()) {
            if (TravelRules.refusalOf(step.value.getClass()) != null) {
                return step;
            }
            for (Step child : children(step)) {
                if (seen.size() < MAX_VISITED && seen.add(child.value)) {
                    queue.add(child);
                }
            }
        }
        return null;
    }

    private Step innermost(Step root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Step current = root;
        @Nullable Step next = root;
        while (next != null) {
            current = next;
            seen.add(current.value);
            next = failingChild(current, seen);
        }
        return current;
    }

    private @Nullable Step failingChild(Step parent, Set<Object> seen) {
        for (Step child : children(parent)) {
            if (seen.size() < MAX_TRIALS && seen.add(child.value) && fails(child.value)) {
                return child;
            }
        }
        return null;
    }

    private boolean fails(Object value) {
        try {
            graphs.write(new ByteWriter(), value, _ -> 0);
            return false;
        } catch (GraphFailure | SerializationException e) {
            return true;
        }
    }

    private static List<Step> children(Step step) {
        List<Step> children = new ArrayList<>();
        switch (step.value) {
            case Object[] array -> {
                for (int i = 0; i < array.length; i++) {
                    add(children, step.path + "[" + i + "]", array[i]);
                }
            }
            case Collection<?> collection when isOfJdk(collection) -> {
                int i = 0;
                for (Object element : collection) {
                    add(children, step.path + "[" + i++ + "]", element);
                }
            }
            case Map<?, ?> map when isOfJdk(map) ->
                    map.forEach(
                            (key, value) -> {
                                add(children, step.path + "[" + key(key) + "]", value);
                                add(children, step.path + ".key(" + key(key) + ")", key);
                            });
            default -> fields(step, children);
        }
        return children;
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static String key(@Nullable Object key) {
        return switch (key) {
            case String text -> '"' + text + '"';
            case Number number -> number.toString();
            case Enum<?> constant -> constant.name();
            case null -> "null";
            default -> key.getClass().getSimpleName();
        };
    }

    private static void fields(Step step, List<Step> children) {
        boolean lambda = TravelRules.isLambda(step.value.getClass());
        for (Class<?> type = step.value.getClass(); type != null; type = type.getSuperclass()) {
            Field[] fields = type.getDeclaredFields();
            for (int i = 0; i < fields.length; i++) {
                if (travels(fields[i])) {
                    String name = lambda ? "captured[" + i + "]" : fields[i].getName();
                    add(
                            children,
                            step.path.isEmpty() ? name : step.path + "." + name,
                            get(fields[i], step.value));
                }
            }
        }
    }

    private static boolean travels(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.getType().isPrimitive();
    }

    /** The field's value, or null where the JDK does not open its package. */
    private static @Nullable Object get(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return null;
        }
    }

    private static void add(List<Step> children, String path, @Nullable Object value) {
        if (value != null
                && !(value instanceof String)
                && !(value instanceof Number)
                && !(value instanceof Class<?>)) {
            children.add(new Step(path, value));
        }
    }

    private record Step(String path, Object value) {}
}
