package io.wick.internal.run;

import io.wick.internal.planner.Site;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/** What a {@link RunCoordinator} is told. */
public sealed interface Event {
    /** Begin, with the nodes there are. */
    record Start(List<Site> sites) implements Event {}

    /** The nodes there are now: some joined, left, or took over cache partitions. */
    record Cluster(List<Site> sites) implements Event {}

    /** A node's job of an epoch came to its end. */
    record Ended(int epoch, UUID node, Report report) implements Event {}

    /** A node's job of an epoch could not be started, or its answer is lost; the node may live. */
    record Unreachable(int epoch, UUID node) implements Event {}

    /** The owner has the value of a result vertex. */
    record Result(int vertex) implements Event {}

    /** A node found that the data of a vertex has moved away before it ran. */
    record Displaced(int epoch, UUID node) implements Event {}

    /** A node's answer to a probe. */
    record Status(int epoch, UUID node, int running, int done) implements Event {}

    /** The user cancels, or the time of the run is over. */
    record Cancel() implements Event {}

    /** Time passes; comes at a regular interval while the run lasts. */
    record Tick() implements Event {}

    /**
     * The end of a job.
     *
     * @param done vertices of the graph that ran there in this epoch
     * @param kept vertices whose values that node has now, from this or earlier epochs
     * @param failed whether a vertex failed and the run is to stop for it
     */
    record Report(BitSet done, BitSet kept, boolean failed) {}
}
