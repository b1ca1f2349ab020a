package io.wick.ignite.internal.object;

import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keys whose primary copy is on this node, so that a put is a local write. The upper half is 40
 * bits of the owner's id, by which its objects are found when it has left, and 24 drawn by the node
 * that writes; the lower half counts, with its last 16 bits chosen so that the key falls into one
 * of this node's partitions.
 */
final class ObjectKeys {
    private static final int WRITER_BITS = 24;

    private final Ignite ignite;
    private final StoreCaches caches;
    private final long writer = ThreadLocalRandom.current().nextInt(1 << WRITER_BITS);
    private final AtomicLong count = new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40));
    private volatile Local backed = new Local(-1, null);
    private volatile Local single = new Local(-1, null);

    /** This node's primary partitions at a topology version; none on a client. */
    private record Local(long topology, int @Nullable [] partitions) {}

    ObjectKeys(Ignite ignite, StoreCaches caches) {
        this.ignite = ignite;
        this.caches = caches;
    }

    /** What a key has of the owner for whose object it was made. */
    static long ownerTag(UUID key) {
        return key.getMostSignificantBits() >>> WRITER_BITS;
    }

    /** The same of an owner's id. */
    static long tagOf(UUID owner) {
        return tag(owner) >>> WRITER_BITS;
    }

    private static long tag(UUID owner) {
        long mixed = owner.getMostSignificantBits() ^ owner.getLeastSignificantBits();
        return mixed & -1L << WRITER_BITS;
    }

    /** A new key for an object of this owner. */
    UUID next(boolean withBackup, UUID owner) {
        long upper = tag(owner) | writer;
        Affinity<Object> affinity = ignite.affinity(caches.name(withBackup));
        ClusterNode self = ignite.cluster().localNode();
        long low = count.incrementAndGet() << 16;
        for (int round = 0; round < 2; round++) {
            int[] partitions = partitions(affinity, self, withBackup, round > 0);
            if (partitions == null) {
                break;
            }
            int wanted = partitions[(int) ((low >>> 16) % partitions.length)];
            UUID key = inPartition(affinity, upper, low, wanted);
            if (affinity.isPrimary(self, key)) {
                return key;
            }
        }
        return new UUID(upper, low);
    }

    private static UUID inPartition(Affinity<Object> affinity, long upper, long low, int wanted) {
        int mask = affinity.partitions() - 1;
        UUID plain = new UUID(upper, low);
        int hash = plain.hashCode();
        int tweak = (wanted ^ hash ^ hash >>> 16) & mask;
        UUID key = new UUID(upper, low | tweak);
        if (affinity.partition(key) != wanted) { // the function negates a negative sum first
            key = new UUID(upper, low | (-wanted ^ hash ^ hash >>> 16) & mask);
        }
        return key;
    }

    private int @Nullable [] partitions(
            Affinity<Object> affinity, ClusterNode self, boolean withBackup, boolean refresh) {
        Local known = withBackup ? backed : single;
        long topology = ignite.cluster().topologyVersion();
        if (refresh || known.topology != topology) {
            int[] partitions = self.isClient() ? new int[0] : affinity.primaryPartitions(self);
            known = new Local(topology, partitions.length == 0 ? null : partitions);
            if (withBackup) {
                backed = known;
            } else {
                single = known;
            }
        }
        return known.partitions;
    }
}
