package io.wick.ignite.internal.object;

import io.wick.error.ClosedException;
import io.wick.error.StoreFullException;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteClientDisconnectedException;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.mem.IgniteOutOfMemoryException;
import org.apache.ignite.internal.processors.cache.CacheObjectByteArrayImpl;
import org.apache.ignite.internal.util.typedef.X;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import javax.cache.CacheException;

/**
 * Stored values: bytes under a key in one of two off-heap caches, {@code backed} with a copy on
 * another node, or not. Blocks while Ignite reads or writes; called from tasks and users' threads.
 */
public final class ObjectStore implements Orphans.Store {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final CachePeekMode[] LOCAL = {CachePeekMode.PRIMARY, CachePeekMode.BACKUP};
    private static final int PAGE_READ_BYTES = 4096;
    private static final int RETRIES = 10;
    private static final long RETRY_MILLIS = 50;

    /** Ignite remembers so many. */
    private static final int TOPOLOGIES = 1000;

    private final IgniteEx ignite;
    private final UUID local;
    private final boolean client;
    private final StoreCaches caches;
    private final PageReader pages;
    private final ObjectKeys keys;
    private final Reaper reaper;
    private final long maxObjectBytes;
    private final LongAdder fetchedBytes = new LongAdder();

    public ObjectStore(IgniteEx ignite, StoreCaches caches, Reaper reaper, long maxObjectBytes) {
        this.ignite = ignite;
        this.local = ignite.cluster().localNode().id();
        this.client = ignite.cluster().localNode().isClient();
        this.caches = caches;
        this.pages = new PageReader(ignite);
        this.keys = new ObjectKeys(ignite, caches);
        this.reaper = reaper;
        this.maxObjectBytes = maxObjectBytes;
    }

    /**
     * Writes bytes under a new key whose primary copy is on this node if it stores data.
     *
     * @param refs the refs inside, which live as long as the object
     * @param owner the node whose handle the bytes go with; null for this one and the returned
     *     handle
     * @throws StoreFullException when there is no room, also after unreachable objects were
     *     released
     */
    public StoredObject write(
            byte[] bytes, boolean raw, boolean backed, List<Ref<?>> refs, @Nullable UUID owner) {
        checkSize(bytes);
        UUID key = newKey(backed, owner == null ? local : owner);
        writeWithRoom(caches.cache(backed), key, bytes);
        var stored = new StoredObject(key, raw, backed, bytes.length, refs);
        if (owner == null) {
            own(stored);
        }
        return stored;
    }

    /** A new key whose primary copy is on this node if it stores data. */
    UUID newKey(boolean backed, UUID owner) {
        return keys.next(backed, owner);
    }

    /** Writes bytes that stay until somebody removes the key. */
    void writeAt(UUID key, byte[] bytes, boolean backed) {
        checkSize(bytes);
        writeWithRoom(caches.cache(backed), key, bytes);
    }

    private void checkSize(byte[] bytes) {
        if (bytes.length > maxObjectBytes) {
            throw new StoreFullException(
                    "The object has "
                            + bytes.length
                            + " bytes, the limit is "
                            + maxObjectBytes
                            + ". Split it, or raise WickConfig.maxObjectBytes.");
        }
    }

    /** The bytes go when this handle does. */
    public void own(StoredObject stored) {
        UUID key = stored.key();
        boolean backed = stored.backed();
        reaper.watchStored(stored, () -> remove(key, backed));
    }

    /**
     * Hands Ignite its own wrapper of a byte[], which it stores as it is; given the array itself it
     * would copy it once more on the heap.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private void writeWithRoom(IgniteCache<UUID, byte[]> cache, UUID key, byte[] bytes) {
        var unsafe = (IgniteCache) cache;
        for (int attempt = 0; ; attempt++) {
            try {
                Whole.make(() -> unsafe.putAsync(key, new CacheObjectByteArrayImpl(bytes)));
                return;
            } catch (CacheException | IgniteException e) {
                if (!X.hasCause(e, IgniteOutOfMemoryException.class)) {
                    throw Ending.explain(e, "the object was stored");
                }
                Whole.make(() -> cache.removeAsync(key));
                if (attempt == RETRIES) {
                    throw new StoreFullException(
                            "No room for "
                                    + bytes.length
                                    + " bytes in the object store ("
                                    + caches.usedBytes()
                                    + " of "
                                    + caches.maxBytes()
                                    + " bytes in use on this node). Free objects, or raise"
                                    + " WickConfig.storeBytes or spill.",
                            e);
                }
                if (attempt % 8 == 0) {
                    System.gc(); // finds handles nobody holds, as java.nio does for direct buffers
                }
                reaper.awaitReleases(RETRY_MILLIS);
            }
        }
    }

    /**
     * An array of numbers held on this node, copied once; null when it is not here or is something
     * else.
     */
    @Nullable Object readArray(StoredObject stored) {
        if (stored.size() < PAGE_READ_BYTES || client) {
            return null;
        }
        var sink = new ArraySink(stored.raw(), stored.size());
        try {
            return pages.read(caches.name(stored.backed()), stored.key(), sink)
                    ? sink.result()
                    : null;
        } catch (RuntimeException e) {
            LOG.debug("Object {} is read through Ignite's API instead", stored.key(), e);
            return null;
        }
    }

    /** The bytes, copied; null when they are gone. */
    public byte @Nullable [] read(StoredObject stored) {
        try {
            IgniteCache<UUID, byte[]> cache = caches.cache(stored.backed());
            byte[] bytes = cache.localPeek(stored.key(), LOCAL);
            if (bytes == null) {
                bytes = cache.get(stored.key());
                if (bytes != null) {
                    fetchedBytes.add(bytes.length);
                }
            }
            return bytes;
        } catch (IllegalStateException e) {
            throw new ClosedException(
                    "The node that would read object " + stored.key() + " is closed.", e);
        } catch (CacheException | IgniteClientDisconnectedException e) {
            throw Ending.explain(e, "object " + stored.key() + " had come");
        }
    }

    /** The bytes of many at once, by key; those gone are missing. */
    public Map<UUID, byte[]> readAll(Collection<StoredObject> many) {
        var found = new HashMap<UUID, byte[]>();
        for (boolean backed : new boolean[] {true, false}) {
            var keysOfKind = new java.util.TreeSet<UUID>();
            for (StoredObject stored : many) {
                if (stored.backed() == backed) {
                    keysOfKind.add(stored.key());
                }
            }
            if (!keysOfKind.isEmpty()) {
                try {
                    found.putAll(caches.cache(backed).getAll(keysOfKind));
                } catch (CacheException | IgniteClientDisconnectedException e) {
                    throw Ending.explain(e, "the objects had come");
                }
            }
        }
        found.values().forEach(bytes -> fetchedBytes.add(bytes.length));
        return found;
    }

    /** Whether this node holds the bytes, so that reading is a copy and no message. */
    public boolean isLocal(StoredObject stored) {
        return ignite.affinity(caches.name(stored.backed()))
                .isPrimaryOrBackup(ignite.cluster().localNode(), stored.key());
    }

    /** The node that holds the primary copy; null when there is none. */
    public @Nullable UUID location(StoredObject stored) {
        var node = ignite.affinity(caches.name(stored.backed())).mapKeyToNode(stored.key());
        return node == null ? null : node.id();
    }

    /** Deletes the bytes, soon; also on a thread that is interrupted. */
    public void remove(UUID key, boolean backed) {
        boolean interrupted = Thread.interrupted();
        try {
            IgniteFuture<Boolean> future = caches.cache(backed).removeAsync(key);
            future.listen(done -> removed(key, done));
        } catch (IllegalStateException | CacheException | IgniteException e) {
            reaper.released(); // the node is stopping: its objects go with it
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void removed(UUID key, IgniteFuture<Boolean> done) {
        reaper.released();
        try {
            boolean unused = done.get();
        } catch (IllegalStateException | CacheException | IgniteException e) {
            LOG.debug("Object {} was not deleted: this node is not of the cluster", key, e);
        }
    }

    @Override
    public List<UUID> primaryKeysOfDeparted() {
        if (client) {
            return List.of();
        }
        Set<Long> departed = departedTags();
        var keysFound = new ArrayList<UUID>();
        for (boolean backed : new boolean[] {true, false}) {
            if (isHere(backed)) {
                keysFound.addAll(
                        PrimaryKeys.list(
                                ignite,
                                StoreCaches.nameOf(backed),
                                key -> departed.contains(ObjectKeys.ownerTag(key))));
            }
        }
        return keysFound;
    }

    /** Whether the cache is on this node; not before its first use, nor while the node stops. */
    private boolean isHere(boolean backed) {
        return ignite.context().cache().internalCache(StoreCaches.nameOf(backed)) != null;
    }

    /** Of those that Ignite knows to have been members, also before this node joined. */
    private Set<Long> departedTags() {
        var departed = new HashSet<Long>();
        IgniteCluster cluster = ignite.cluster();
        long now = cluster.topologyVersion();
        for (long version = Math.max(1, now - TOPOLOGIES); version <= now; version++) {
            Collection<ClusterNode> then = cluster.topology(version);
            if (then != null) {
                then.forEach(node -> departed.add(ObjectKeys.tagOf(node.id())));
            }
        }
        cluster.nodes().forEach(node -> departed.remove(ObjectKeys.tagOf(node.id())));
        return departed;
    }

    /** Deletes it in whichever cache it is. */
    @Override
    public void removePrimary(UUID key) {
        for (boolean backed : new boolean[] {true, false}) {
            if (isHere(backed)
                    && ignite.affinity(StoreCaches.nameOf(backed))
                            .isPrimary(ignite.cluster().localNode(), key)) {
                remove(key, backed);
            }
        }
    }

    /** Bytes read from other nodes. */
    public long fetchedBytes() {
        return fetchedBytes.sum();
    }

    /** Bytes in use on this node. */
    public long usedBytes() {
        return caches.usedBytes();
    }

    /** The limit of this node. */
    public long maxBytes() {
        return caches.maxBytes();
    }
}
