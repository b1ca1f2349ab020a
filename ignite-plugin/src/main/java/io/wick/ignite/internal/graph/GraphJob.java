package io.wick.ignite.internal.graph;

import io.wick.ignite.WickPlugin;

import org.apache.ignite.Ignite;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeJobContext;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.resources.JobContextResource;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * The part of one node in one epoch of a run, as a job of Ignite. It hands the program to the
 * node's {@link RunHost} and waits as a continuation, holding no thread, until that ends.
 */
final class GraphJob implements ComputeJob {
    private static final long serialVersionUID = 1L;

    /** Stands for the answer of a job that was not taken. */
    private static final Object REFUSED = new Object();

    private final UUID owner;
    private final byte @Nullable [] bytes;
    private final transient @Nullable Launch local;

    @IgniteInstanceResource private transient @Nullable Ignite ignite;
    @JobContextResource private transient @Nullable ComputeJobContext context;

    private transient volatile @Nullable Object answer;
    private transient volatile @Nullable Launch launched;

    /** A job for another node. */
    GraphJob(UUID owner, byte[] bytes) {
        this.owner = owner;
        this.bytes = bytes;
        this.local = null;
    }

    /** A job for this node: nothing is copied. */
    GraphJob(UUID owner, Launch local) {
        this.owner = owner;
        this.bytes = null;
        this.local = local;
    }

    @Override
    public @Nullable Object execute() {
        Object known = answer;
        ComputeJobContext here = context;
        var node = (IgniteEx) ignite;
        if (known != null || here == null || node == null) {
            return known == REFUSED ? null : known;
        }
        RunHost host =
                ((WickPlugin) node.context().pluginProvider(WickPlugin.NAME).plugin())
                        .engine()
                        .runHost();
        Object held = here.holdcc();
        Launch launch = local;
        HostedRun.Ending ending =
                share -> {
                    answer = bytes == null ? share : share.encode(host.context().outcomes());
                    here.callcc();
                };
        if (launch != null) {
            launched = launch;
            host.context().executor().submit(new LaunchWork(host, launch, this, ending));
        } else if (bytes != null) {
            host.context().executor().submit(new LaunchWork(host, owner, bytes, this, ending));
        } else {
            throw new IllegalStateException(
                    "A job of this node came as bytes: Ignite is configured with marshalLocalJobs,"
                            + " which Wick does not support");
        }
        return held;
    }

    /** The program was read. */
    void started(Launch launch) {
        launched = launch;
    }

    /** It names a plan that is not here: its owner hears that it did not start. */
    void refuse() {
        ComputeJobContext here = context;
        answer = REFUSED;
        if (here != null) {
            here.callcc();
        }
    }

    @Override
    public void cancel() {
        Launch launch = launched;
        var node = (IgniteEx) ignite;
        if (launch != null && node != null) {
            launch.cancel();
        }
    }
}
