package io.wick.testkit;

import io.wick.Wick;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How much every map, list and queue of a node's engine holds, by class and field: the engine's
 * objects are walked from their root, so that a new collection is counted without anybody thinking
 * of it. What grows from round to round of the same work is a leak.
 *
 * <pre>{@code
 * SortedMap<String, Long> before = Census.of(wick);
 * ...
 * assertThat(Census.of(wick)).isEqualTo(before);
 * }</pre>
 *
 * <p>Sees fields of Wick's own classes and what their collections hold, not Ignite's, nor locals of
 * threads. The counts are exact once nothing runs.
 */
public final class Census {
    /** More elements of one collection are not looked into. */
    private static final int LOOKED_INTO = 10_000;

    private static final String OWN = "io.wick.";

    private static final ClassValue<List<Field>> FIELDS =
            new ClassValue<>() {
                @Override
                protected List<Field> computeValue(Class<?> type) {
                    return fieldsOf(type);
                }
            };

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Field> statics = new HashSet<>();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();

    private Census() {}

    /**
     * Counts what a node's engine holds now.
     *
     * @return elements by {@code Class.field}, summed over all objects of the class
     */
    public static SortedMap<String, Long> of(Wick wick) {
        var census = new Census();
        census.enter(wick.engine());
        for (Object next = census.waiting.poll(); next != null; next = census.waiting.poll()) {
            census.look(next);
        }
        return census.counts;
    }

    private void enter(Object object) {
        if (object.getClass().getName().startsWith(OWN) && seen.add(object)) {
            waiting.add(object);
        }
    }

    private void look(Object owner) {
        for (Field field : FIELDS.get(owner.getClass())) {
            if (Modifier.isStatic(field.getModifiers()) && !statics.add(field)) {
                continue;
            }
            try {
                Object value = field.get(owner);
                if (value != null) {
                    take(name(field), value);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " was made accessible", e);
            }
        }
    }

    /** The name of a lambda's class is another in each JVM, from the first slash on. */
    private static String name(Field field) {
        String owner = field.getDeclaringClass().getName().replaceFirst("/.*", "");
        return owner.substring(owner.lastIndexOf('.') + 1) + "." + field.getName();
    }

    private void take(String name, Object value) {
        switch (value) {
            case Map<?, ?> map when seen.add(map) -> {
                count(name, map.size());
                elements(name, map.keySet());
                elements(name, map.values());
            }
            case Collection<?> collection when seen.add(collection) -> {
                count(name, collection.size());
                elements(name, collection);
            }
            case ThreadPoolExecutor pool when seen.add(pool) -> count(name, pool.getQueue().size());
            case Object[] array -> elements(name, Arrays.asList(array));
            case AtomicReference<?> reference -> {
                Object held = reference.get();
                if (held != null) {
                    take(name, held);
                }
            }
            default -> enter(value);
        }
    }

    private void count(String name, long size) {
        counts.merge(name, size, Long::sum);
    }

    /**
     * Collections that their owner guards by a lock may change meanwhile; queues may have no
     * iterator.
     */
    private void elements(String name, Collection<?> collection) {
        var some = new ArrayList<Object>();
        try {
            for (Object element : collection) {
                if (some.size() == LOOKED_INTO) {
                    break;
                }
                if (element != null) {
                    some.add(element);
                }
            }
        } catch (ConcurrentModificationException
                | NoSuchElementException
                | UnsupportedOperationException e) {
            // counted all the same
        }
        some.forEach(element -> take(name + "[]", element));
    }

    /** Instance fields, and static ones, that may hold or lead to a collection. */
    private static List<Field> fieldsOf(Class<?> type) {
        var fields = new ArrayList<Field>();
        for (Class<?> at = type;
                at != null && at.getName().startsWith(OWN);
                at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return List.copyOf(fields);
    }
}
