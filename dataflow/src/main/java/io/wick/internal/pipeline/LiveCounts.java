package io.wick.internal.pipeline;

import io.wick.Fn0;
import io.wick.Wick;
import io.wick.spi.Engine;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the vertices of runs on the nodes of this JVM have counted so far, for whoever looks at
 * their progress. Thread-safe.
 */
final class LiveCounts {
    private static final ConcurrentHashMap<Key, LiveCounts> RUNS = new ConcurrentHashMap<>();

    /** A run that has no vertex here for so long is taken to be over. */
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Key(UUID run, Engine node) {}

    private final Set<Counts> running = ConcurrentHashMap.newKeySet();

    /** Those of vertices that have ended; guarded by the monitor. */
    private final Counts ended = new Counts();

    private volatile long touched = System.nanoTime();

    private LiveCounts() {}

    /** The counts of a vertex that begins on this thread's node. */
    static Vertex begin(UUID run, Counts counts) {
        long now = System.nanoTime();
        RUNS.values().removeIf(live -> live.running.isEmpty() && now - live.touched > IDLE_NANOS);
        var key = new Key(run, Wick.current().engine());
        LiveCounts live = RUNS.computeIfAbsent(key, any -> new LiveCounts());
        live.running.add(counts);
        live.touched = now;
        return new Vertex(live, counts);
    }

    /** A vertex that runs. */
    record Vertex(LiveCounts of, Counts counts) {
        /** It has ended well: what it counted stays. */
        void done() {
            synchronized (of) {
                of.running.remove(counts);
                of.ended.add(counts);
            }
            of.touched = System.nanoTime();
        }

        /** It ends; nothing is left of its counts if it was not done. */
        void end() {
            of.running.remove(counts);
        }
    }

    /** What was counted on a node. */
    static Counts of(UUID run, Engine node) {
        var sum = new Counts();
        LiveCounts live = RUNS.get(new Key(run, node));
        if (live != null) {
            synchronized (live) {
                sum.add(live.ended);
                for (Counts counts : live.running) {
                    sum.add(counts.shown());
                }
            }
        }
        return sum;
    }

    /** The run is over for this node. */
    static void forget(UUID run, Engine node) {
        RUNS.remove(new Key(run, node));
    }

    /** Asks the node where it runs. */
    record Ask(UUID run) implements Fn0<Counts> {
        @Override
        public Counts call() {
            return of(run, Wick.current().engine());
        }
    }
}
