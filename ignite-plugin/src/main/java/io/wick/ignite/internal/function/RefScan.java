package io.wick.ignite.internal.function;

import io.wick.ObjectRef;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the refs in a value without encoding it: the value itself, elements of arrays, collections,
 * maps and optionals, components of records, and what lambdas capture; not the fields of other
 * objects. Bounded by {@link #MAX_VISITED} and {@link #MAX_CONTAINERS}, so cycles end. One scan is
 * one thread's.
 */
public final class RefScan {
    /** How many values one scan looks at. */
    public static final int MAX_VISITED = 10_000;

    /** How deep collections, maps and arrays may nest. */
    public static final int MAX_CONTAINERS = 4;

    /** How deep anything may nest. */
    private static final int MAX_DEPTH = 32;

    private static final ClassValue<Parts> PARTS =
            new ClassValue<>() {
                @Override
                protected Parts computeValue(Class<?> type) {
                    return partsOf(type);
                }
            };

    private final Consumer<ObjectRef<?>> found;
    private int left = MAX_VISITED;

    /** The class looked up last: elements of a collection are mostly of one class. */
    private @Nullable Class<?> lastType;

    private Parts lastParts = Leaf.LEAF;

    private RefScan(Consumer<ObjectRef<?>> found) {
        this.found = found;
    }

    /** Gives every ref in the value, a ref that is there twice perhaps twice. */
    public static void scan(@Nullable Object value, Consumer<ObjectRef<?>> found) {
        if (value == null) {
            return;
        }
        Parts parts = PARTS.get(value.getClass());
        if (parts != Leaf.LEAF) {
            new RefScan(found).visit(value, parts, 0, 0);
        }
    }

    private void visit(@Nullable Object value, int containers, int depth) {
        if (value != null && left-- > 0 && depth < MAX_DEPTH) {
            Class<?> type = value.getClass();
            if (type != lastType) {
                lastType = type;
                lastParts = PARTS.get(type);
            }
            if (lastParts != Leaf.LEAF) {
                visit(value, lastParts, containers, depth);
            }
        }
    }

    private void visit(Object value, Parts parts, int containers, int depth) {
        switch (parts) {
            case Leaf _ -> {}
            case Reference _ -> found.accept((ObjectRef<?>) value);
            case Wrapper _ -> visit(((Optional<?>) value).orElse(null), containers, depth + 1);
            case Container container -> {
                if (containers < MAX_CONTAINERS) {
                    elements(value, container, containers + 1, depth + 1);
                }
            }
            case Composite composite -> {
                for (MethodHandle getter : composite.getters) {
                    visit(get(getter, value), containers, depth + 1);
                }
            }
            case Function(FunctionShape shape) -> {
                for (Object captured : shape.captured(value)) {
                    visit(captured, containers, depth + 1);
                }
            }
        }
    }

    private void elements(Object value, Container container, int containers, int depth) {
        switch (container) {
            case ARRAY -> {
                for (Object element : (@Nullable Object[]) value) {
                    if (left <= 0) {
                        return;
                    }
                    visit(element, containers, depth);
                }
            }
            case COLLECTION -> each((Collection<?>) value, containers, depth);
            case MAP -> {
                each(((Map<?, ?>) value).keySet(), containers, depth);
                each(((Map<?, ?>) value).values(), containers, depth);
            }
        }
    }

    private void each(Collection<?> values, int containers, int depth) {
        if (values.isEmpty()) {
            return;
        }
        for (Object value : values) {
            if (left <= 0) {
                return;
            }
            visit(value, containers, depth);
        }
    }

    private static @Nullable Object get(MethodHandle getter, Object owner) {
        try {
            return (@Nullable Object) getter.invokeExact(owner);
        } catch (Throwable e) {
            // An accessor that throws: the value is the codec's to judge, which names the field.
            return null;
        }
    }

    private static Parts partsOf(Class<?> type) {
        if (ObjectRef.class.isAssignableFrom(type)) {
            return Reference.REFERENCE;
        }
        if (!HoldsRefs.possible(type)) {
            return Leaf.LEAF;
        }
        if (type.isArray()) {
            return Container.ARRAY;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return Container.COLLECTION;
        }
        if (Map.class.isAssignableFrom(type)) {
            return Container.MAP;
        }
        if (type == Optional.class) {
            return Wrapper.OPTIONAL;
        }
        return type.isRecord() ? record(type) : function(type);
    }

    private static Parts function(Class<?> type) {
        if (!LambdaClass.isLambda(type) || !Serializable.class.isAssignableFrom(type)) {
            return Leaf.LEAF;
        }
        FunctionShape shape = FunctionShape.of(type);
        return shape.mayHoldRefs() ? new Function(shape) : Leaf.LEAF;
    }

    private static Parts record(Class<?> type) {
        List<MethodHandle> getters = new ArrayList<>();
        MethodType shape = MethodType.methodType(Object.class, Object.class);
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (RecordComponent component : type.getRecordComponents()) {
                if (HoldsRefs.possible(component.getType())) {
                    getters.add(
                            lookup.findGetter(type, component.getName(), component.getType())
                                    .asType(shape));
                }
            }
        } catch (ReflectiveOperationException e) {
            // In a module that is not open to Wick: refs inside are found when it is encoded.
            return Leaf.LEAF;
        }
        return getters.isEmpty() ? Leaf.LEAF : new Composite(getters.toArray(MethodHandle[]::new));
    }

    /** Where values of one class may have refs. */
    private sealed interface Parts {}

    private enum Leaf implements Parts {
        LEAF
    }

    private enum Reference implements Parts {
        REFERENCE
    }

    private enum Wrapper implements Parts {
        OPTIONAL
    }

    private enum Container implements Parts {
        ARRAY,
        COLLECTION,
        MAP
    }

    private static final class Composite implements Parts {
        private final MethodHandle[] getters;

        Composite(MethodHandle[] getters) {
            this.getters = getters;
        }
    }

    private record Function(FunctionShape shape) implements Parts {}
}
