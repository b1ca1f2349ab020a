package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.actor.Directory;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.Values;

import org.apache.ignite.internal.IgniteEx;

import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * What the directory needs of its node.
 *
 * @param callbacks runs what may block, each on a thread of its own
 */
public record DirectoryContext(
        IgniteEx ignite,
        Members members,
        MajorityWatch majority,
        Values values,
        Outcomes outcomes,
        Executor callbacks,
        Directory.Actors actors) {
    UUID local() {
        return actors.local();
    }

    /** Whether a node is in the cluster, as Ignite sees it. */
    boolean isMember(UUID node) {
        return ignite.cluster().node(node) != null;
    }
}
