package io.wick.internal.run;

import io.wick.internal.planner.Site;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a {@link RunCoordinator} is told. Any of these may come twice, late or in another order than
 * it was sent, or not at all, except that {@link Start} comes first and {@link Tick} keeps coming.
 */
public sealed interface Event {
    /** Begin, with the nodes there are. */
    record Start(List<Site> sites) implements Event {}

    /**
     * The nodes there are now: some joined or left. When the same nodes are there as before, only
     * their load is news: that cache partitions moved is told by {@link Displaced}.
     *
     * @param inOrder those that left because somebody wanted it, as far as is known; may name
     *     others too
     */
    record Cluster(List<Site> sites, Set<UUID> inOrder) implements Event {
        public Cluster(List<Site> sites) {
            this(sites, Set.of());
        }
    }

    /**
     * A node's job of an epoch came to its end. A node that was told to stop an epoch it never got
     * says so too, with nothing done, and refuses the job should it come. A node repeats its last
     * report now and then until it gets a newer job or may forget the run.
     */
    record Ended(int epoch, UUID node, Report report) implements Event {}

    /**
     * A node's job of an epoch could not be started, or its answer is lost; the node may live. It
     * is launched once more, which a node that has the job does not mind.
     */
    record Unreachable(int epoch, UUID node) implements Event {}

    /** The owner has the value of a result vertex. */
    record Result(int vertex) implements Event {}

    /**
     * A node found that the data of a vertex has moved away before it ran. Its job does not end by
     * that; it says so again when probed.
     */
    record Displaced(int epoch, UUID node) implements Event {}

    /**
     * A node's answer to a probe, or to a stop that it cannot answer with its report yet. It comes
     * unasked every few seconds from a node that has anything of the run and has not reported.
     *
     * @param running vertices that run, or could if the node were less busy, and values on their
     *     way out; 0 when the job only waits for others; -1 when it has not come, and is then
     *     launched once more
     * @param done vertices that have run in this epoch
     */
    record Status(int epoch, UUID node, int running, int done) implements Event {}

    /**
     * A node's answer to {@link Instruction.Adopt}: what it has done and has of a run whose owner
     * was another one. It comes once per question, and stays true until the node gets a job.
     *
     * @param report with all that it has ever run of this run; nothing when it knows none of it
     */
    record Adopted(UUID node, Report report) implements Event {}

    /**
     * A node is about to run a vertex of which its job says that it may kill it, and waits for
     * {@link Instruction.Begin}. Comes again until that is there or the job has ended.
     */
    record Begins(int epoch, UUID node, int vertex) implements Event {}

    /** Such a vertex has come to its end, and the node lives. Its epoch may be over. */
    record Finished(int epoch, UUID node, int vertex) implements Event {}

    /**
     * A vertex is slow where it is: a second attempt of it may begin on another node. When the
     * coordinator agrees it says so by {@link Instruction.Second}.
     */
    record Slow(SecondAttempts.Second second) implements Event {}

    /** The user cancels, or the time of the run is over. */
    record Cancel() implements Event {}

    /** Time passes; comes about ten times a second until the run is {@code ENDED}. */
    record Tick() implements Event {}

    /**
     * The end of a job. What it says stays true until the node gets a newer job of the run.
     *
     * @param done vertices of the graph that ran there in this epoch
     * @param kept vertices whose values that node has now, from this or earlier epochs
     * @param promised those of them that still run there
     * @param failed whether a vertex failed and the run is to stop for it; an interrupt by a stop
     *     is no failure
     */
    record Report(BitSet done, BitSet kept, BitSet promised, boolean failed) {
        /** Nothing of it still runs. */
        public Report(BitSet done, BitSet kept, boolean failed) {
            this(done, kept, new BitSet(), failed);
        }
    }
}
