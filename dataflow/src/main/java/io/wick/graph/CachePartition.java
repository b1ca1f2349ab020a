package io.wick.graph;

import io.wick.spi.Engines;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One partition of a cache, as the value of a source vertex. It holds no data itself: {@link
 * #entries} reads what the node at hand has.
 *
 * @param cache the name of the cache
 * @param partition the number of the partition
 */
public record CachePartition<K, V>(String cache, int partition) {
    public CachePartition {
        Objects.requireNonNull(cache, "cache");
        if (partition < 0) {
            throw new IllegalArgumentException("partition must be 0 or more, got " + partition);
        }
    }

    /**
     * Its entries, read from this node when it has the partition, else from the node that does. To
     * be used inside a task, and closed.
     *
     * @throws io.wick.error.ObjectLostException when no node has the partition any more
     */
    public Stream<Map.Entry<K, V>> entries() {
        return Engines.current().entries(cache, partition);
    }
}
