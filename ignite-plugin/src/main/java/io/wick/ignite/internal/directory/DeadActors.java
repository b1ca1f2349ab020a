package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.actor.ActorProfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How long, and of how many actors, a node remembers how they died, for those who ask. Pure. */
final class DeadActors {
    /** How long the cause of a death is told. */
    static final long REMEMBER_NANOS = 600_000_000_000L;

    /** Of how many; those that are longest dead go first. */
    static final int REMEMBERED = 10_000;

    private DeadActors() {}

    /**
     * A dead actor.
     *
     * @param nanos for how long this node has known that it is dead
     */
    record Dead(ActorRecord record, long nanos) {}

    /** Those of all that a node knows of which it is to forget. */
    static List<ActorRecord> toForget(Collection<Dead> all) {
        var forgotten = new ArrayList<ActorRecord>();
        var remembered = new ArrayList<Dead>();
        for (Dead dead : all) {
            if (dead.nanos > REMEMBER_NANOS) {
                forgotten.add(dead.record);
            } else {
                remembered.add(dead);
            }
        }
        int tooMany = remembered.size() - REMEMBERED;
        if (tooMany > 0) {
            remembered.sort(Comparator.comparingLong(Dead::nanos).reversed());
            remembered.subList(0, tooMany).forEach(dead -> forgotten.add(dead.record));
        }
        return forgotten;
    }

    /** Why an actor is dead of which no node knows anything. */
    static String unknown(ActorProfile actor) {
        return actor.recorded()
                ? "No node knows of it any more. It ended, and each node remembers "
                        + REMEMBERED
                        + " that did, for ten minutes; or all nodes that knew of it have left"
                : "Its node has left the cluster, and it has no restarts. Make it with"
                        + " restarts(..)";
    }
}
