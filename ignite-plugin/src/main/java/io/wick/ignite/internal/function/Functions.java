package io.wick.ignite.internal.function;

import io.wick.error.SerializationException;

import org.jctools.maps.NonBlockingHashMapLong;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions this node was told of, by id, and how to make them with the classes of a loader.
 */
public final class Functions {
    private final NonBlockingHashMapLong<FunctionDescriptor> known = new NonBlockingHashMapLong<>();
    private final Map<ClassLoader, NonBlockingHashMapLong<FunctionFactory>> factories =
            new ConcurrentHashMap<>();

    /** Remembers a function. */
    public void define(FunctionDescriptor descriptor) {
        known.put(descriptor.id(), descriptor);
    }

    /** Whether the function was defined. */
    public boolean isKnown(long id) {
        return known.containsKey(id);
    }

    /** Makes the function with what it captured. */
    public Object create(long id, @Nullable Object[] captured, ClassLoader loader) {
        var ofLoader = factories.computeIfAbsent(loader, key -> new NonBlockingHashMapLong<>());
        FunctionFactory factory = ofLoader.get(id);
        if (factory == null) {
            FunctionDescriptor descriptor = known.get(id);
            if (descriptor == null) {
                throw new SerializationException(
                        "Function " + id + " was used before it was defined");
            }
            factory = FunctionFactory.bind(descriptor, loader);
            ofLoader.put(id, factory);
        }
        return factory.create(captured);
    }
}
