package io.wick.graph;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A run that no single node owns: {@link Plan#start(String)} puts its graph and inputs into the
 * cluster, a server keeps it, and when that is lost another goes on with what the others have. This
 * is a handle by name, good on every node and client. Thread-safe; reads the cluster's caches, so
 * each call may block for a moment.
 *
 * <p>Vertices whose values or effects were lost with a node run again, so functions should be
 * deterministic and their effects idempotent.
 *
 * <pre>{@code
 * plan.start("nightly");                                             // this JVM may go away now
 * double mean = wick.durableRun("nightly", Double.class).orElseThrow().get();   // on any other
 * }</pre>
 */
public interface DurableRun<R extends @Nullable Object> {
    /** Where a durable run is. */
    enum State {
        /** From its start on. Then any other. */
        RUNNING,
        /** Its result is kept. Final. */
        DONE,
        /** A vertex failed, or it cannot run: {@link #get()} throws why. Final. */
        FAILED,
        /** Somebody cancelled it. Final. */
        CANCELLED
    }

    /**
     * How far it is.
     *
     * @param done vertices that have run, as its keeper last told: about a second old at most,
     *     while there is a keeper
     * @param vertices how many there are
     */
    record Progress(State state, int done, int vertices) {}

    /**
     * What the cluster knows of it.
     *
     * @param graph the name of its graph
     * @param keepers how many nodes have kept it: 1, and 1 more for each that was lost
     * @param keeper the node that keeps it; null until one does
     * @param started when it was started, by the clock of the node that did
     * @param ended when it ended, by the clock of its keeper; null while it runs
     */
    record Info(
            String name,
            String graph,
            State state,
            int keepers,
            @Nullable UUID keeper,
            Instant started,
            @Nullable Instant ended) {}

    /** Its name. */
    String name();

    /**
     * Where it is.
     *
     * @throws io.wick.error.RunRemovedException when it was removed
     */
    State state();

    /**
     * All that the cluster knows of it.
     *
     * @throws io.wick.error.RunRemovedException when it was removed
     */
    Info info();

    /**
     * How far it is.
     *
     * @throws io.wick.error.RunRemovedException when it was removed
     */
    Progress progress();

    /**
     * Waits for its end and gives the result, read anew by each call.
     *
     * @throws io.wick.error.TaskFailedException when a vertex failed; its cause is the user's
     * @throws io.wick.error.TaskCancelledException when it was cancelled
     * @throws io.wick.error.TaskTimeoutException when it took longer than it may
     * @throws io.wick.error.InfeasibleException when no node can run one of its vertices
     * @throws io.wick.error.SerializationException when its graph, inputs or result cannot be kept
     *     or read
     * @throws io.wick.error.RunRemovedException when it was removed
     * @throws io.wick.error.DurableRunException when the cluster cannot be asked for half a minute,
     *     or the result is not of the type that was asked for
     */
    R get();

    /**
     * Like {@link #get()} within a time.
     *
     * @throws io.wick.error.GetTimeoutException when the time is over; the run goes on
     */
    R get(Duration timeout);

    /**
     * Ends it: what runs is interrupted, what waits does not start. False when it was over or is
     * being cancelled.
     *
     * @throws io.wick.error.RunRemovedException when it was removed
     */
    boolean cancel();

    /** Frees its name and drops its result; ends it first if it runs. False when that was done. */
    boolean remove();
}
