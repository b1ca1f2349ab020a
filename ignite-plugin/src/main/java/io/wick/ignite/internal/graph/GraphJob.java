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
 * The part of another node in one epoch of a run, as a job of Ignite. It hands the program to the
 * node's {@link RunHost} and waits as a continuation, holding no thread, until that ends. The node
 * that runs the plan does its part without a job.
 */
final class GraphJob implements ComputeJob {
    private static final long serialVersionUID = 1L;

    /** Stands for the answer of a job that was not taken. */
    private static final Object REFUSED = new Object();

    private final UUID owner;
    private final byte[] bytes;

    @IgniteInstanceResource private transient @Nullable Ignite ignite;
    @JobContextResource private transient @Nullable ComputeJobContext context;

    private transient volatile @Nullable Object answer;
    private transient volatile @Nullable Launch launched;

    GraphJob(UUID owner, byte[] bytes) {
        this.owner = owner;
        this.bytes = bytes;
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
        HostedRun.Ending ending =
                share -> {
                    answer = share.encode(host.context().outcomes());
                    here.callcc();
                };
        host.context().executor().submit(new LaunchWork(host, owner, bytes, this, ending));
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
