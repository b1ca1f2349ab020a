package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.internal.actor.LifeEvent;

import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads and changes records and names. Thread-safe; blocks, and after a change also until it is
 * known that it will not be lost with this part of a cluster that was cut.
 */
final class Records {
    private final ActorCaches caches;
    private final MajorityWatch majority;

    Records(ActorCaches caches, MajorityWatch majority) {
        this.caches = caches;
        this.majority = majority;
    }

    /** What came of an event; the record is the one after it. */
    record Told(boolean isRefused, boolean isChanged, ActorRecord record) {}

    /** Tells an event; null when there is no record. */
    @Nullable Told tell(UUID actor, LifeEvent event) {
        byte[] answer = caches.records().invoke(actor, new LifeChange(LifeCode.bytes(event)));
        majority.awaitSure();
        if (answer == null) {
            return null;
        }
        return new Told(
                answer[0] == LifeChange.REFUSED,
                answer[0] == LifeChange.CHANGED,
                ActorRecord.of(Arrays.copyOfRange(answer, 1, answer.length)));
    }

    @Nullable ActorRecord get(UUID actor) {
        byte[] bytes = caches.records().get(actor);
        return bytes == null ? null : ActorRecord.of(bytes);
    }

    /** The record of the living actor of a name. */
    @Nullable ActorRecord named(String key) {
        byte[] id = caches.names().get(key);
        ActorRecord record = id == null ? null : get(NameChange.id(id));
        return record == null || record.life().isDead() ? null : record;
    }

    /** Enters an actor that is not known, without its name. */
    void enter(ActorRecord record, byte @Nullable [] recipe) {
        UUID id = record.life().id();
        if (recipe != null) {
            caches.recipes().put(id, recipe);
        }
        caches.records().put(id, record.bytes());
        majority.awaitSure();
    }

    /** Gives the name to an actor, unless a living one has it; then gives that. */
    @Nullable ActorRecord takeName(String key, UUID actor) {
        UUID from = null;
        while (true) {
            byte[] now = caches.names().invoke(key, new NameChange(from, actor));
            if (now == null) { // the dead one that had it has just given it up
                from = null;
                continue;
            }
            UUID holder = NameChange.id(now);
            if (holder.equals(actor)) {
                majority.awaitSure();
                return null;
            }
            ActorRecord record = get(holder);
            if (record != null && !record.life().isDead()) {
                return record;
            }
            from = holder;
        }
    }

    /** Removes all of an actor but the word of its death. */
    void clear(ActorRecord record) {
        UUID id = record.life().id();
        String name = record.life().name();
        if (name != null) {
            var unused =
                    caches.names()
                            .invoke(key(record.life().namespace(), name), new NameChange(id, null));
        }
        caches.recipes().remove(id);
        caches.states().remove(id);
    }

    /** Removes an actor that is not wanted after all, or that nobody asks for any more. */
    void remove(ActorRecord record) {
        clear(record);
        caches.records().remove(record.life().id());
    }

    /** All records of the cluster. */
    List<ActorRecord> all() {
        return read(new ScanQuery<>());
    }

    /** The records whose primary copies are here. */
    void eachHere(Consumer<ActorRecord> action) {
        read(new ScanQuery<UUID, byte[]>().setLocal(true)).forEach(action);
    }

    private List<ActorRecord> read(ScanQuery<UUID, byte[]> query) {
        var found = new ArrayList<ActorRecord>();
        try (var cursor = caches.records().query(query)) {
            for (var entry : cursor) {
                found.add(ActorRecord.of(entry.getValue()));
            }
        }
        return found;
    }

    /** The key of a name. */
    static String key(String namespace, String name) {
        return namespace.length() + ":" + namespace + name;
    }
}
