package io.wick.ignite.internal.object;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stored objects whose owner has left: kept while a node holds a ref to them, deleted after. When a
 * node leaves, each other one tells all which of its objects it holds; a while later each deletes
 * those of its primary copies that nobody named. Who lets go of one later tells all as well. A node
 * that joins after that knows of no orphans, so those it becomes primary of stay until the cluster
 * ends.
 */
public final class Orphans {
    private static final long ANNOUNCE_MILLIS = 2500;
    private static final long GRACE_MILLIS = 1000;

    private final UUID local;
    private final Iterable<Link> links;
    private final Store store;
    private final ScheduledExecutorService timer;
    private final Map<UUID, Set<UUID>> holders = new ConcurrentHashMap<>();

    public Orphans(UUID local, Iterable<Link> links, Store store, ScheduledExecutorService timer) {
        this.local = local;
        this.links = links;
        this.store = store;
        this.timer = timer;
    }

    /** Where the bytes are. */
    public interface Store {
        /** The keys of a node's objects whose primary copy is here. */
        List<UUID> primaryKeysOf(UUID owner);

        /** Deletes an object if its primary copy is here. */
        void removePrimary(UUID key);
    }

    /** A node has left; these objects of it are held here. */
    void ownerLeft(UUID owner, List<UUID> heldHere) {
        held(heldHere);
        for (var entry : holders.entrySet()) {
            letGo(entry.getKey(), owner);
        }
        var unused = timer.schedule(() -> sweep(owner), ANNOUNCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** This node holds orphans, and tells all. */
    void held(List<UUID> keys) {
        if (!keys.isEmpty()) {
            record(local, keys);
            tell(Op.ORPHANS_HELD, keys);
        }
    }

    /** This node holds an orphan no longer, and tells all. */
    void released(UUID key) {
        letGo(key, local);
        tell(Op.ORPHANS_RELEASED, List.of(key));
    }

    private void tell(Op op, List<UUID> keys) {
        for (Link link : links) {
            var unused =
                    link.outbox()
                            .append(
                                    out -> {
                                        out.byte1(op.code());
                                        out.varint(keys.size());
                                        keys.forEach(out::uuid);
                                    },
                                    false);
        }
    }

    /** Another node told. */
    public void handle(Op op, UUID from, ByteReader in) {
        int count = in.count(16);
        var keys = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            keys.add(in.uuid());
        }
        if (op == Op.ORPHANS_HELD) {
            record(from, keys);
        } else {
            keys.forEach(key -> letGo(key, from));
        }
    }

    private void record(UUID holder, List<UUID> keys) {
        for (UUID key : keys) {
            holders.compute(
                    key,
                    (same, before) -> {
                        Set<UUID> now = before == null ? new HashSet<>() : before;
                        now.add(holder);
                        return now;
                    });
        }
    }

    private void letGo(UUID key, UUID holder) {
        Set<UUID> left =
                holders.computeIfPresent(
                        key,
                        (same, before) -> {
                            before.remove(holder);
                            return before;
                        });
        if (left != null && left.isEmpty()) {
            var unused =
                    timer.schedule(() -> removeIfUnheld(key), GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void removeIfUnheld(UUID key) {
        Set<UUID> left = holders.computeIfPresent(key, (same, now) -> now.isEmpty() ? null : now);
        if (left == null) {
            store.removePrimary(key);
        }
    }

    private void sweep(UUID owner) {
        for (UUID key : store.primaryKeysOf(owner)) {
            if (!holders.containsKey(key)) {
                store.removePrimary(key);
            }
        }
    }
}
