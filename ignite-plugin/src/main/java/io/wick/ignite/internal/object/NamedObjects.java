package io.wick.ignite.internal.object;

import io.wick.error.ObjectLostException;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.spi.NameStore;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cluster.ClusterTopologyException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.util.typedef.X;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import javax.cache.Cache;
import javax.cache.CacheException;

/**
 * Named objects: their parts are stored objects of no node's, and a small cache says what has which
 * name. Blocks while Ignite reads or writes; called from tasks and users' threads.
 *
 * <pre>
 * name/NAME            the version that has the name
 * writer/VERSION       the node that writes a version, until it has its name
 * part/VERSION/KEY     a part of a version, from before it is stored until it is deleted
 * reader/VERSION/ID    the node that reads a version
 * </pre>
 *
 * A version lives while it has a name, its writer is in the cluster, or one of its readers is. What
 * does not live is deleted by whoever has replaced, removed, discarded or read something.
 */
public final class NamedObjects implements NameStore {
    private static final Logger LOG = LoggerFactory.getLogger(NamedObjects.class);

    private static final String NAME = "name/";
    private static final String WRITER = "writer/";
    private static final String PART = "part/";
    private static final String READER = "reader/";
    private static final int ID_LENGTH = 36;

    /** How often a scan is begun while Ignite has not noticed yet which nodes there are. */
    private static final int SCANS = 100;

    private static final long SCAN_PAUSE_NANOS = 100_000_000;

    private final IgniteEx ignite;
    private final StoreCaches caches;
    private final ObjectStore store;
    private final Values values;
    private final Reaper reaper;
    private final MajorityWatch majority;
    private final Executor callbacks;

    public NamedObjects(
            IgniteEx ignite,
            StoreCaches caches,
            ObjectStore store,
            Values values,
            Reaper reaper,
            MajorityWatch majority,
            Executor callbacks) {
        this.ignite = ignite;
        this.caches = caches;
        this.store = store;
        this.values = values;
        this.reaper = reaper;
        this.majority = majority;
        this.callbacks = callbacks;
    }

    @Override
    public String cache() {
        return caches.name(true);
    }

    @Override
    public void begin(UUID version) {
        caches.names().put(WRITER + version, ignite.cluster().localNode().id());
    }

    @Override
    public UUID keep(UUID version, Object part) {
        Values.Form form = values.stored(part);
        if (!form.refs().isEmpty()) {
            throw new SerializationException(
                    "Rows that hold refs cannot be kept under a name: "
                            + form.refs().getFirst().id()
                            + " goes with its last handle. Keep what it stands for instead.");
        }
        // Told before it is there, so that whatever happens somebody knows of it
        UUID key = store.newKey(true, version);
        String told = PART + version + "/" + key;
        caches.names().put(told, 0);
        store.writeAt(key, form.bytes(), true);
        if (!caches.names().containsKey(told)) {
            // A late vertex of a run that is over: nobody knows of what it has just stored
            store.remove(key, true);
            throw new ObjectLostException(
                    "The run that writes version "
                            + version
                            + " of a named object is over. Run it again.");
        }
        return key;
    }

    @Override
    public Object part(Object stored) {
        Object part = stored instanceof byte[] bytes ? values.readStored(bytes) : null;
        if (part == null) {
            throw new ObjectLostException("What was found is no part of a named object: " + stored);
        }
        return part;
    }

    @Override
    public void publish(String name, Kept kept) {
        IgniteCache<String, Object> names = caches.names();
        names.put(NAME + name, values.stored(kept).bytes());
        majority.awaitSure();
        later(
                () -> {
                    names.remove(WRITER + kept.version());
                    // Parts of vertices that ran twice, because a node was lost
                    Set<UUID> stray = new HashSet<>(parts(names, kept.version()));
                    kept.keys().forEach(stray::remove);
                    delete(names, kept.version(), stray);
                    sweep(names);
                });
    }

    /** What is left undone when it fails is done by the next one. */
    private static void later(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.debug("Versions of named objects that nobody needs could not be deleted yet", e);
        }
    }

    @Override
    public void discard(UUID version) {
        IgniteCache<String, Object> names = caches.names();
        names.remove(WRITER + version);
        later(() -> sweep(names));
    }

    @Override
    public @Nullable Kept hold(String name) {
        IgniteCache<String, Object> names = caches.names();
        while (true) {
            Kept kept = kept(names.get(NAME + name));
            if (kept == null) {
                return null;
            }
            String reader = READER + kept.version() + "/" + UUID.randomUUID();
            names.put(reader, ignite.cluster().localNode().id());
            // If it had the name still when the reader was known, nobody deletes it
            Kept now = kept(names.get(NAME + name));
            if (now != null && now.version().equals(kept.version())) {
                var unused = reaper.watch(kept, () -> callbacks.execute(() -> release(reader)));
                return kept;
            }
            names.remove(reader);
        }
    }

    private @Nullable Kept kept(@Nullable Object stored) {
        return stored instanceof byte[] bytes && values.readStored(bytes) instanceof Kept kept
                ? kept
                : null;
    }

    private void release(String reader) {
        later(
                () -> {
                    IgniteCache<String, Object> names = caches.names();
                    names.remove(reader);
                    sweep(names);
                });
    }

    @Override
    public List<String> names() {
        return scan(caches.names(), NAME).keySet().stream()
                .map(key -> key.substring(NAME.length()))
                .sorted()
                .toList();
    }

    @Override
    public boolean remove(String name) {
        IgniteCache<String, Object> names = caches.names();
        boolean removed = names.remove(NAME + name);
        majority.awaitSure();
        later(() -> sweep(names));
        return removed;
    }

    /**
     * Deletes versions that do not live. What may still come to life is looked for in the order in
     * which it does: a writer is there before its first part and goes after the name has come, and
     * a reader is there before it looks whether a name has changed.
     */
    private void sweep(IgniteCache<String, Object> names) {
        Map<UUID, Set<UUID>> dead = new HashMap<>();
        for (String part : scan(names, PART).keySet()) {
            dead.computeIfAbsent(version(part, PART), version -> new HashSet<>()).add(key(part));
        }
        if (dead.isEmpty()) {
            return;
        }
        Map<String, Object> writers = scan(names, WRITER);
        writers.forEach((key, node) -> keepIfAlive(dead, version(key, WRITER), node));
        for (Object named : scan(names, NAME).values()) {
            Kept kept = kept(named);
            if (kept != null) {
                dead.remove(kept.version());
            }
        }
        Map<String, Object> readers = scan(names, READER);
        readers.forEach((key, node) -> keepIfAlive(dead, version(key, READER), node));
        dead.forEach(
                (version, keys) -> {
                    delete(names, version, keys);
                    names.remove(WRITER + version);
                    names.removeAll(with(readers, READER + version));
                });
    }

    private void keepIfAlive(Map<UUID, Set<UUID>> dead, UUID version, Object node) {
        if (node instanceof UUID id && ignite.cluster().node(id) != null) {
            dead.remove(version);
        }
    }

    private static Set<String> with(Map<String, Object> entries, String prefix) {
        var keys = new TreeSet<>(entries.keySet()); // Ignite wants keys in one order
        keys.removeIf(key -> !key.startsWith(prefix));
        return keys;
    }

    private List<UUID> parts(IgniteCache<String, Object> names, UUID version) {
        return scan(names, PART + version).keySet().stream().map(NamedObjects::key).toList();
    }

    private void delete(IgniteCache<String, Object> names, UUID version, Set<UUID> keys) {
        var sorted = new TreeSet<>(keys);
        caches.cache(true).removeAll(sorted);
        var told = new TreeSet<String>();
        keys.forEach(key -> told.add(PART + version + "/" + key));
        names.removeAll(told);
        // Those that were stored meanwhile; what comes later sees that it is not told of any more
        caches.cache(true).removeAll(sorted);
    }

    private static UUID version(String key, String prefix) {
        return UUID.fromString(key.substring(prefix.length(), prefix.length() + ID_LENGTH));
    }

    private static UUID key(String part) {
        return UUID.fromString(part.substring(part.length() - ID_LENGTH));
    }

    /** The entries with a prefix; begins again when a node leaves meanwhile. */
    private static Map<String, Object> scan(IgniteCache<String, Object> names, String prefix) {
        for (int attempt = 1; ; attempt++) {
            try {
                return scanned(names, prefix);
            } catch (CacheException e) {
                if (!X.hasCause(e, ClusterTopologyException.class) || attempt == SCANS) {
                    throw e;
                }
                LockSupport.parkNanos(SCAN_PAUSE_NANOS);
            }
        }
    }

    private static Map<String, Object> scanned(IgniteCache<String, Object> names, String prefix) {
        Map<String, Object> found = new HashMap<>();
        try (QueryCursor<Cache.Entry<String, Object>> all =
                names.query(new ScanQuery<String, Object>())) {
            for (Cache.Entry<String, Object> entry : all) {
                if (entry.getKey().startsWith(prefix)) {
                    found.put(entry.getKey(), entry.getValue());
                }
            }
        }
        return found;
    }
}
