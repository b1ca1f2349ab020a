package io.wick.ignite.internal.durable;

import io.wick.ignite.internal.object.StoreCaches;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.configuration.CacheConfiguration;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * The caches of durable runs, made at the first use in the cluster, in the region that is on disk
 * when the user's caches are. Thread-safe; blocks at first use.
 */
final class RunCaches {
    private static final String RECORDS = "wick-runs";
    private static final String RECIPES = "wick-run-recipes";
    private static final String RESULTS = "wick-run-results";
    private static final String VALUES = "wick-run-values";
    private static final String GROUP = "wick-run-group";

    private final Ignite ignite;
    private volatile @Nullable Opened opened;

    private record Opened(
            IgniteCache<String, byte[]> records,
            IgniteCache<UUID, byte[]> recipes,
            IgniteCache<String, byte[]> results,
            IgniteCache<String, byte[]> values) {}

    RunCaches(Ignite ignite) {
        this.ignite = ignite;
    }

    /** By name: the life of a run. */
    IgniteCache<String, byte[]> records() {
        return opened().records;
    }

    /** By run: what it runs. */
    IgniteCache<UUID, byte[]> recipes() {
        return opened().recipes;
    }

    /** By run and term: what came of it. */
    IgniteCache<String, byte[]> results() {
        return opened().results;
    }

    /** By run and vertex: what it gave, where that is worth it. */
    IgniteCache<String, byte[]> values() {
        return opened().values;
    }

    /** Whether any node of the cluster has used them; does not make them. */
    boolean exist() {
        return opened != null || ignite.cacheNames().contains(RECORDS);
    }

    /** The server that looks after the run of a name; null when there is none. */
    @Nullable UUID primary(String name) {
        var node = ignite.affinity(records().getName()).mapKeyToNode(name);
        return node == null ? null : node.id();
    }

    private Opened opened() {
        Opened now = opened;
        return now == null ? open() : now;
    }

    private synchronized Opened open() {
        Opened now = opened;
        if (now == null) {
            ignite.getOrCreateCaches(configurations());
            now =
                    new Opened(
                            ignite.cache(RECORDS),
                            ignite.cache(RECIPES),
                            ignite.cache(RESULTS),
                            ignite.cache(VALUES));
            opened = now;
        }
        return now;
    }

    @SuppressWarnings("rawtypes")
    private static List<CacheConfiguration> configurations() {
        return List.of(
                RunCaches.<String>configuration(RECORDS),
                RunCaches.<UUID>configuration(RECIPES),
                RunCaches.<String>configuration(RESULTS),
                RunCaches.<String>configuration(VALUES));
    }

    private static <K> CacheConfiguration<K, byte[]> configuration(String name) {
        return StoreCaches.ofRecords(name, GROUP, StoreCaches.DURABLE_REGION);
    }
}
