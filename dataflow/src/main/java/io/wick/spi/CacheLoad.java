package io.wick.spi;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Puts many entries into a cache, in batches and in no order. For one thread. */
public interface CacheLoad extends AutoCloseable {
    /** Puts an entry; one that is there with this key is replaced. */
    void put(Object key, Object value);

    /**
     * Puts an entry whose value is made of named fields, for which no node needs a class.
     *
     * @param type the name of the value's type
     * @param values one for each name
     */
    void putFields(Object key, String type, List<String> names, @Nullable Object[] values);

    /** Waits until all entries are in the cache. */
    @Override
    void close();

    /** Gives up: entries that were put may be in the cache or not. */
    void cancel();
}
