package io.wick.ignite.internal.durable;

import io.wick.graph.DurableRun.State;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.ignite.internal.graph.DurableId;
import io.wick.internal.run.DurableLife;

import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads and changes records. Thread-safe; blocks, and after a change also until it is known that it
 * will not be lost with this part of a cluster that was cut; throws what Ignite throws.
 */
final class RunRecords {
    private final RunCaches caches;
    private final MajorityWatch majority;

    RunRecords(RunCaches caches, MajorityWatch majority) {
        this.caches = caches;
        this.majority = majority;
    }

    RunCaches caches() {
        return caches;
    }

    @Nullable DurableLife get(String name) {
        byte[] bytes = caches.records().get(name);
        return bytes == null ? null : LifeCode.life(bytes);
    }

    /** Enters a run with its recipe; false when another has its name. */
    boolean enter(DurableLife life, byte[] recipe) {
        caches.recipes().put(life.id(), recipe);
        String name = life.about().name();
        if (caches.records().putIfAbsent(name, LifeCode.bytes(life))) {
            majority.awaitSure();
            return true;
        }
        DurableLife holder = get(name);
        if (holder != null && holder.id().equals(life.id())) {
            return true; // the answer to the first try was lost with a node
        }
        caches.recipes().remove(life.id());
        return false;
    }

    /** The record after a change; null when there is none of this run any more. */
    @Nullable DurableLife change(String name, RunChange change) {
        byte[] after = caches.records().invoke(name, change);
        majority.awaitSure();
        return after == null ? null : LifeCode.life(after);
    }

    /** Removes a run and all that belongs to it; false when that was done. */
    boolean remove(String name, UUID run) {
        DurableLife last = change(name, RunChange.remove(run));
        if (last == null) {
            return false;
        }
        caches.recipes().remove(run);
        caches.results().remove(evidenceKey(run));
        for (int term = 1; term <= last.term(); term++) {
            caches.results().remove(key(new DurableId(run, term)));
        }
        return true;
    }

    /** The records whose primary copies are here. */
    List<DurableLife> here() {
        return read(new ScanQuery<String, byte[]>().setLocal(true));
    }

    /** The runs of the cluster that are not over. */
    Set<UUID> underWay() {
        return all().stream()
                .filter(life -> life.state() == State.RUNNING)
                .map(DurableLife::id)
                .collect(Collectors.toSet());
    }

    /** All of the cluster. */
    List<DurableLife> all() {
        return read(new ScanQuery<>());
    }

    private List<DurableLife> read(ScanQuery<String, byte[]> query) {
        var found = new ArrayList<DurableLife>();
        try (var cursor = caches.records().query(query)) {
            for (var entry : cursor) {
                found.add(LifeCode.life(entry.getValue()));
            }
        }
        return found;
    }

    /** The key of what a keeper leaves to the next one. */
    static String evidenceKey(UUID run) {
        return run + "/evidence";
    }

    /** The key of what came of a run in the hands of a keeper. */
    static String key(DurableId id) {
        return id.run() + "/" + id.term();
    }
}
