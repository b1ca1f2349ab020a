package io.wick.ignite.internal.graph;

import io.wick.error.ConfigException;
import io.wick.error.ObjectLostException;
import io.wick.spi.CacheLoad;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.cache.Cache;

/** The caches that graphs read: where their data is, and the data. Thread-safe. */
public final class Sources {
    private final IgniteEx ignite;

    public Sources(IgniteEx ignite) {
        this.ignite = ignite;
    }

    /** How many partitions a cache has. */
    public int partitions(String cache) {
        return affinity(cache).partitions();
    }

    boolean isKeyHere(String cache, Object key) {
        return affinity(cache).isPrimary(ignite.cluster().localNode(), key);
    }

    boolean isPartitionHere(String cache, int partition) {
        ClusterNode node = affinity(cache).mapPartitionToNode(partition);
        return node != null && node.isLocal();
    }

    Map<Integer, ClusterNode> partitionNodes(String cache, Collection<Integer> partitions) {
        return affinity(cache).mapPartitionsToNodes(partitions);
    }

    @Nullable UUID keyNode(String cache, Object key) {
        ClusterNode node = affinity(cache).mapKeyToNode(key);
        return node == null ? null : node.id();
    }

    @Nullable Object value(String cache, Object key) {
        return cache(cache).get(key);
    }

    /** The entries of a partition, of this node if it has them. */
    public <K, V> Stream<Map.Entry<K, V>> entries(String cache, int partition) {
        return scan(cache, partition, this.<K, V>cache(cache));
    }

    /** Fields of the values of a partition, of this node if it has them. */
    public Stream<@Nullable Object[]> fields(String cache, int partition, List<String> names) {
        IgniteCache<Object, Object> binary = this.<Object, Object>cache(cache).withKeepBinary();
        return scan(cache, partition, binary).map(entry -> fields(cache, entry.getValue(), names));
    }

    private static @Nullable Object[] fields(String cache, Object value, List<String> names) {
        if (!(value instanceof BinaryObject binary)) {
            throw new ConfigException(
                    "The values of cache '"
                            + cache
                            + "' are read by their fields "
                            + names
                            + ", but one is a "
                            + value.getClass().getName()
                            + ", which has none. Name that class as the type of the values.");
        }
        @Nullable Object[] fields = new @Nullable Object[names.size()];
        for (int i = 0; i < fields.length; i++) {
            Object field = binary.field(names.get(i));
            fields[i] = field instanceof BinaryObject nested ? nested.deserialize() : field;
        }
        return fields;
    }

    /** A streamer into a cache. */
    public CacheLoad load(String cache) {
        cache(cache);
        return new StreamedLoad(ignite, cache);
    }

    private <K, V> Stream<Map.Entry<K, V>> scan(
            String cache, int partition, IgniteCache<K, V> read) {
        int count = partitions(cache);
        if (partition >= count) {
            throw new ConfigException(
                    "Cache '"
                            + cache
                            + "' has "
                            + count
                            + " partitions, numbered from 0; there is no partition "
                            + partition);
        }
        if (affinity(cache).mapPartitionToNode(partition) == null) {
            throw new ObjectLostException(
                    "No node has partition "
                            + partition
                            + " of cache '"
                            + cache
                            + "' any more. Configure backups, and load it again.");
        }
        var query = new ScanQuery<K, V>();
        query.setPartition(partition);
        query.setLocal(isPartitionHere(cache, partition));
        QueryCursor<Cache.Entry<K, V>> cursor = read.query(query);
        return StreamSupport.stream(cursor.spliterator(), false)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .onClose(cursor::close);
    }

    private <K, V> IgniteCache<K, V> cache(String name) {
        IgniteCache<K, V> cache = ignite.cache(name);
        if (cache == null) {
            throw unknown(name);
        }
        return cache;
    }

    private Affinity<Object> affinity(String cache) {
        if (ignite.context().cache().cacheDescriptor(cache) == null) {
            throw unknown(cache);
        }
        return ignite.affinity(cache);
    }

    private ConfigException unknown(String name) {
        return new ConfigException(
                "The cluster has no cache '"
                        + name
                        + "'. It has "
                        + ignite.cacheNames()
                        + "; create it first, or mend the name.");
    }
}
