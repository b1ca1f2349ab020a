package io.wick.ignite.internal.object;

import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.IgniteInternalFuture;
import org.apache.ignite.internal.processors.affinity.AffinityTopologyVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what Ignite's public API does not tell of; thread-safe. */
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final long LIMIT_MILLIS = 2000;

    private Partitions() {}

    /** Waits until partitions of nodes that left have new primaries, two seconds at most. */
    public static void await(IgniteEx ignite) {
        long version = ignite.cluster().topologyVersion();
        IgniteInternalFuture<?> ready =
                ignite.context()
                        .cache()
                        .context()
                        .exchange()
                        .affinityReadyFuture(new AffinityTopologyVersion(version));
        if (ready == null || ready.isDone()) {
            return;
        }
        try {
            ready.get(LIMIT_MILLIS);
        } catch (IgniteCheckedException e) {
            LOG.debug("Partitions are not ready for topology {}", version, e);
        }
    }
}
