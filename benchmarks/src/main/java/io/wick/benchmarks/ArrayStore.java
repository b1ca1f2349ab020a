package io.wick.benchmarks;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.configuration.CacheConfiguration;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.SoftReference;

/** A place for arrays, off the heap of this JVM. For use by one thread. */
interface ArrayStore {
    /** Copies an array into the store and gives what stands for it. */
    Object put(Object array);

    /** The array, read from the store. */
    Object firstGet(Object handle);

    /** The array, when it was read before. */
    Object nextGet(Object handle);

    /** Deletes it. */
    void free(Object handle);

    /** Wick's object store. */
    record OfWick(Wick wick) implements ArrayStore {
        /** Where the engine keeps the value that it has read. */
        private static final VarHandle VALUE;

        static {
            try {
                VALUE =
                        MethodHandles.privateLookupIn(StoredObject.class, MethodHandles.lookup())
                                .findVarHandle(StoredObject.class, "value", SoftReference.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        @Override
        public Object put(Object array) {
            return wick.put(array);
        }

        @Override
        public Object firstGet(Object handle) {
            StoredObject stored = (StoredObject) ((Ref<?>) handle).outcome();
            VALUE.set(stored, null);
            return nextGet(handle);
        }

        @Override
        public Object nextGet(Object handle) {
            return ((ObjectRef<?>) handle).get();
        }

        @Override
        public void free(Object handle) {
            ((ObjectRef<?>) handle).free();
        }
    }

    /** A cache as Ignite makes it when told nothing but a name, in the node's default region. */
    final class OfIgnite implements ArrayStore {
        private final IgniteCache<Long, Object> cache;
        private long last;

        OfIgnite(Ignite ignite) {
            cache = ignite.getOrCreateCache(new CacheConfiguration<>("benchmark"));
        }

        @Override
        public Object put(Object array) {
            Long key = last++;
            cache.put(key, array);
            return key;
        }

        @Override
        public Object firstGet(Object handle) {
            return cache.get((Long) handle);
        }

        @Override
        public Object nextGet(Object handle) {
            return firstGet(handle);
        }

        @Override
        public void free(Object handle) {
            cache.remove((Long) handle);
        }
    }
}
