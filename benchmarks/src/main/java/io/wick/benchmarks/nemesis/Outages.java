package io.wick.benchmarks.nemesis;

import io.wick.actor.ActorInfo;

import org.HdrHistogram.Histogram;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long actors were silent: from the kill of an actor's node to the first answer of a later
 * incarnation, for each actor and kill. Thread-safe.
 */
final class Outages {
    /** An actor whose node was killed. */
    private record Outage(long since, int incarnation) {}

    private final Map<String, Outage> open = new ConcurrentHashMap<>();
    private final Histogram millis = new Histogram(3);

    /** Says that a node is about to be killed on which these of the actors live. */
    void killed(UUID node, Collection<ActorInfo> actors) {
        long now = System.nanoTime();
        for (ActorInfo actor : actors) {
            String name = actor.name();
            if (name != null && node.equals(actor.node())) {
                open.putIfAbsent(name, new Outage(now, actor.incarnation()));
            }
        }
    }

    /** Says that an actor has answered. */
    void answered(String actor, int incarnation) {
        Outage outage = open.get(actor);
        if (outage != null && incarnation > outage.incarnation() && open.remove(actor, outage)) {
            long nanos = System.nanoTime() - outage.since();
            synchronized (millis) {
                millis.recordValue(nanos / 1_000_000);
            }
        }
    }

    /** The times in milliseconds. */
    Histogram millis() {
        synchronized (millis) {
            return millis.copy();
        }
    }
}
