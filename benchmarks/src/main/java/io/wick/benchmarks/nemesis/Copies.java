package io.wick.benchmarks.nemesis;

import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.object.Partitions;

import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.CacheGroupContext;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for backups: a server that has just joined holds nothing at first, and Ignite keeps two
 * copies only of what it has had the time to copy.
 */
final class Copies {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long STEP_NANOS = 50_000_000;

    private Copies() {}

    /**
     * Waits until a server holds all that it should.
     *
     * @throws IllegalStateException when that takes more than a minute
     */
    static void await(Wick wick, UUID server) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!wick.task(Copies::areHere)
                .resources(r -> r.cpus(0))
                .onNode(server)
                .submit()
                .get(LIMIT)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Node " + server + " copies still, after " + LIMIT);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static boolean areHere() {
        IgniteEx ignite = ((IgniteEngine) Wick.current().engine()).ignite();
        Partitions.await(ignite);
        for (CacheGroupContext group : ignite.context().cache().cacheGroups()) {
            if (group.topology().hasMovingPartitions()) {
                return false;
            }
        }
        return true;
    }
}
