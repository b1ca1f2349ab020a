package io.wick.ignite.internal.object;

import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.GridCacheContext;
import org.apache.ignite.internal.processors.cache.KeyCacheObject;
import org.apache.ignite.internal.util.lang.GridCloseableIterator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lists keys without their values; Ignite's public ways would copy each value to the heap. */
public final class PrimaryKeys {
    private PrimaryKeys() {}

    /** The wanted keys of a cache whose primary copy is on this node. */
    public static <K> List<K> list(IgniteEx ignite, String cache, Predicate<K> wanted) {
        var found = new ArrayList<K>();
        GridCacheContext<?, ?> context = ignite.context().cache().internalCache(cache).context();
        int[] partitions = ignite.affinity(cache).primaryPartitions(ignite.cluster().localNode());
        for (int partition : partitions) {
            try (GridCloseableIterator<KeyCacheObject> keys =
                    context.offheap().cacheKeysIterator(context.cacheId(), partition)) {
                while (keys.hasNext()) {
                    K key = keys.next().value(context.cacheObjectContext(), false);
                    if (key != null && wanted.test(key)) {
                        found.add(key);
                    }
                }
            } catch (IgniteCheckedException e) {
                throw new IllegalStateException(
                        "Keys of partition " + partition + " of " + cache + " cannot be read", e);
            }
        }
        return found;
    }
}
