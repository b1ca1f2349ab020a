package io.wick.ignite.internal.object;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;

import java.util.ArrayList;
import java.util.Collections;
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
 * node leaves or joins, each one tells all others which orphans it holds; once a node has heard
 * that from all, it deletes those of its primary copies that nobody named, whoever had them before.
 * Who lets go of one later tells all as well.
 */
public final class Orphans {
    private static final long REPEAT_MILLIS = 1000;
    private static final long SWEEP_MILLIS = 2500;
    private static final long RETRY_MILLIS = 1000;
    private static final int RETRIES = 60;
    private static final long GRACE_MILLIS = 1000;

    /** Tasks of an owner that has left may write what they give until they have been cancelled. */
    private static final long LATE_MILLIS = 20_000;

    private final UUID local;
    private final Iterable<Link> links;
    private final Store store;
    private final ScheduledExecutorService timer;
    private final Map<UUID, Set<UUID>> holders = new ConcurrentHashMap<>();

    /** When a node told last which it holds. */
    private final Map<UUID, Long> told = new ConcurrentHashMap<>();

    private volatile Change latest = new Change(0);

    public Orphans(UUID local, Iterable<Link> links, Store store, ScheduledExecutorService timer) {
        this.local = local;
        this.links = links;
        this.store = store;
        this.timer = timer;
    }

    /** Where the bytes are. */
    public interface Store {
        /** The keys whose primary copy is here, of objects whose owners have left. */
        List<UUID> primaryKeysOfDeparted();

        /** Deletes an object if its primary copy is here. */
        void removePrimary(UUID key);
    }

    /** Members came or went; compared by identity. */
    private static final class Change {
        final long nanos;

        Change(long nanos) {
            this.nanos = nanos;
        }
    }

    /** A node has left; these objects of it are held here. */
    void ownerLeft(UUID owner, List<UUID> heldHere) {
        record(local, heldHere);
        told.remove(owner);
        for (UUID key : holders.keySet()) {
            letGo(key, owner);
        }
        membersChanged();
    }

    /** A node has left or joined. */
    public void membersChanged() {
        var change = new Change(System.nanoTime());
        latest = change;
        announce();
        later(REPEAT_MILLIS, this::announce); // others may hear of the change later than this one
        later(SWEEP_MILLIS, () -> sweep(change, RETRIES));
        later(LATE_MILLIS, this::announce);
        later(LATE_MILLIS + SWEEP_MILLIS, () -> sweep(change, RETRIES));
    }

    private void later(long millis, Runnable action) {
        var unused = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** In one with changes of what is held here, or others would hear of them in another order. */
    private synchronized void announce() {
        var held = new ArrayList<UUID>();
        holders.forEach(
                (key, nodes) -> {
                    if (nodes.contains(local)) {
                        held.add(key);
                    }
                });
        tell(Op.ORPHANS_HELD, held);
    }

    /** This node holds orphans, and tells all. */
    synchronized void held(List<UUID> keys) {
        if (!keys.isEmpty()) {
            record(local, keys);
            tell(Op.ORPHANS_HELD, keys);
        }
    }

    /** This node holds an orphan no longer, and tells all. */
    synchronized void released(UUID key) {
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
            told.put(from, System.nanoTime());
        } else {
            keys.forEach(key -> letGo(key, from));
        }
    }

    private void record(UUID holder, List<UUID> keys) {
        for (UUID key : keys) {
            holders.compute(
                    key,
                    (same, before) -> {
                        Set<UUID> now = before == null ? ConcurrentHashMap.newKeySet() : before;
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
            later(GRACE_MILLIS, () -> removeIfUnheld(key));
        }
    }

    private void removeIfUnheld(UUID key) {
        Set<UUID> left = holders.computeIfPresent(key, (same, now) -> now.isEmpty() ? null : now);
        if (left == null) {
            store.removePrimary(key);
        }
    }

    private void sweep(Change change, int retries) {
        if (change != latest) {
            return; // another comes
        }
        if (!allHaveTold(change)) {
            if (retries > 0) {
                later(RETRY_MILLIS, () -> sweep(change, retries - 1));
            }
            return;
        }
        Set<UUID> members = new HashSet<>(Set.of(local));
        links.forEach(link -> members.add(link.id()));
        for (UUID key : store.primaryKeysOfDeparted()) {
            Set<UUID> nodes = holders.getOrDefault(key, Set.of());
            if (Collections.disjoint(nodes, members)) {
                holders.remove(key);
                store.removePrimary(key);
            }
        }
    }

    private boolean allHaveTold(Change change) {
        for (Link link : links) {
            Long last = told.get(link.id());
            if (link.ready() && (last == null || last - change.nanos < 0)) {
                return false;
            }
        }
        return true;
    }
}
