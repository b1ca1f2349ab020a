package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.object.StoreCaches;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.configuration.CacheConfiguration;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * The caches of the directory, made at the first use in the cluster. One group, so that they share
 * partitions: what belongs to one actor has one primary. Thread-safe; blocks at first use.
 */
final class ActorCaches {
    /** By actor: its life and profile. */
    static final String RECORDS = "wick-actors";

    private static final String NAMES = "wick-actor-names";
    private static final String RECIPES = "wick-actor-recipes";
    private static final String STATES = "wick-actor-states";
    private static final String GROUP = "wick-actor-group";

    private final Ignite ignite;
    private volatile @Nullable Opened opened;

    private record Opened(
            IgniteCache<UUID, byte[]> records,
            IgniteCache<String, byte[]> names,
            IgniteCache<UUID, byte[]> recipes,
            IgniteCache<UUID, byte[]> states) {}

    ActorCaches(Ignite ignite) {
        this.ignite = ignite;
    }

    /** By actor: its life and profile. */
    IgniteCache<UUID, byte[]> records() {
        return opened().records;
    }

    /** By namespace and name: the actor. */
    IgniteCache<String, byte[]> names() {
        return opened().names;
    }

    /** By actor: how to make it. */
    IgniteCache<UUID, byte[]> recipes() {
        return opened().recipes;
    }

    /** By actor: its fence and checkpoint. */
    IgniteCache<UUID, byte[]> states() {
        return opened().states;
    }

    /** Whether any node of the cluster has used them; does not make them. */
    boolean exist() {
        return opened != null || ignite.cacheNames().contains(RECORDS);
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
                            ignite.cache(NAMES),
                            ignite.cache(RECIPES),
                            ignite.cache(STATES));
            opened = now;
        }
        return now;
    }

    /** The caches' configurations. */
    @SuppressWarnings("rawtypes")
    private static List<CacheConfiguration> configurations() {
        return List.of(
                ActorCaches.<UUID>configuration(RECORDS),
                ActorCaches.<String>configuration(NAMES),
                ActorCaches.<UUID>configuration(RECIPES),
                ActorCaches.<UUID>configuration(STATES));
    }

    private static <K> CacheConfiguration<K, byte[]> configuration(String name) {
        return StoreCaches.ofRecords(name, GROUP, StoreCaches.REGION);
    }
}
