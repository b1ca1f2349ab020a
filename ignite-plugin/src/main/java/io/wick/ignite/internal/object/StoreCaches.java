package io.wick.ignite.internal.object;

import io.wick.ignite.internal.cluster.Members;

import org.apache.ignite.DataRegionMetrics;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.util.AttributeNodeFilter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** The caches that hold stored objects, made at the first use in the cluster. Thread-safe. */
public final class StoreCaches {
    /** The data region of these caches, on each node that runs Wick. */
    public static final String REGION = "wick";

    /**
     * The data region of what outlives its maker: on disk where the node's default region is, then
     * only its hot part in memory.
     */
    public static final String DURABLE_REGION = "wick-durable";

    private static final String BACKED = "wick-objects";
    private static final String SINGLE = "wick-results";
    private static final String NAMES = "wick-names";

    /**
     * Each costs a few pages of memory on its node, filled or not; a cluster may have as many
     * nodes.
     */
    private static final int PARTITIONS = 128;

    /** Few small entries, which all else hangs on. */
    private static final int NAME_PARTITIONS = 16;

    private static final int NAME_BACKUPS = 2;

    private static final int RECORD_PARTITIONS = 64;
    private static final int RECORD_BACKUPS = 2;

    private final Ignite ignite;
    private volatile @Nullable List<IgniteCache<UUID, byte[]>> opened;
    private volatile @Nullable IgniteCache<String, Object> names;

    public StoreCaches(Ignite ignite) {
        this.ignite = ignite;
    }

    /** The cache with a backup, or the one without. */
    public IgniteCache<UUID, byte[]> cache(boolean backed) {
        var caches = opened;
        if (caches == null) {
            caches = open();
        }
        return caches.get(backed ? 0 : 1);
    }

    /** The cache's name; it exists after this. */
    public String name(boolean backed) {
        cache(backed);
        return nameOf(backed);
    }

    /** The cache's name, whether it exists or not. */
    static String nameOf(boolean backed) {
        return backed ? BACKED : SINGLE;
    }

    /** What is kept under names; made at the first use in the cluster. */
    IgniteCache<String, Object> names() {
        IgniteCache<String, Object> cache = names;
        if (cache == null) {
            cache =
                    ignite.getOrCreateCache(
                            StoreCaches.<String, Object>configuration(
                                    NAMES, NAME_BACKUPS, NAME_PARTITIONS));
            names = cache;
        }
        return cache;
    }

    private synchronized List<IgniteCache<UUID, byte[]>> open() {
        var caches = opened;
        if (caches == null) {
            ignite.getOrCreateCaches(configurations());
            caches = List.of(ignite.cache(BACKED), ignite.cache(SINGLE));
            opened = caches;
        }
        return caches;
    }

    /** The caches' configurations, so that a node may start with them. */
    @SuppressWarnings("rawtypes")
    public static List<CacheConfiguration> configurations() {
        return List.of(
                StoreCaches.<UUID, byte[]>configuration(BACKED, 1, PARTITIONS),
                StoreCaches.<UUID, byte[]>configuration(SINGLE, 0, PARTITIONS));
    }

    /** Bytes in use in this node's region; 0 on a client. */
    @SuppressWarnings("deprecation") // Ignite names no other way in its public API
    public long usedBytes() {
        DataRegionMetrics metrics =
                ignite.configuration().isClientMode() ? null : ignite.dataRegionMetrics(REGION);
        return metrics == null ? 0 : metrics.getTotalUsedSize();
    }

    /** The limit of this node's region; 0 on a client. */
    public long maxBytes() {
        var storage = ignite.configuration().getDataStorageConfiguration();
        if (storage != null && storage.getDataRegionConfigurations() != null) {
            for (var region : storage.getDataRegionConfigurations()) {
                if (REGION.equals(region.getName())) {
                    return region.getMaxSize();
                }
            }
        }
        return 0;
    }

    private static <K, V> CacheConfiguration<K, V> configuration(
            String name, int backups, int partitions) {
        return new CacheConfiguration<K, V>(name)
                .setCacheMode(CacheMode.PARTITIONED)
                .setAtomicityMode(CacheAtomicityMode.ATOMIC)
                .setBackups(backups)
                .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC)
                .setAffinity(new RendezvousAffinityFunction(false, partitions))
                .setDataRegionName(REGION)
                .setCopyOnRead(false)
                .setNodeFilter(runsWick());
    }

    /**
     * A cache of bytes by which the cluster remembers something; those of a group share partitions.
     */
    public static <K> CacheConfiguration<K, byte[]> ofRecords(
            String name, String group, String region) {
        return new CacheConfiguration<K, byte[]>(name)
                .setGroupName(group)
                .setCacheMode(CacheMode.PARTITIONED)
                .setAtomicityMode(CacheAtomicityMode.ATOMIC)
                .setBackups(RECORD_BACKUPS)
                .setReadFromBackup(false)
                .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC)
                .setAffinity(new RendezvousAffinityFunction(false, RECORD_PARTITIONS))
                .setDataRegionName(region)
                .setNodeFilter(runsWick());
    }

    /**
     * Nodes that have the region. Ignite's own class, because nodes without Wick read it as well.
     * It is on disk with the cache, so it holds nothing that another release changes.
     */
    public static AttributeNodeFilter runsWick() {
        return new AttributeNodeFilter(Members.RUNS, true);
    }
}
