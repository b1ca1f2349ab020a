package io.wick.internal.run;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import java.util.List;
import java.util.UUID;

/** What a {@link RunCoordinator} wants done. */
public sealed interface Instruction {
    /**
     * Start the job of an epoch on a node; each node ends its earlier epochs by itself and keeps
     * the values it reported. Kept values of the program go to their targets, and to the owner when
     * they are results, as soon as it starts. A node that lacks a kept value ends the job at once
     * with a report. Comes again when there is doubt that it came: a node that has the job ignores
     * it, one whose job has ended repeats its report.
     */
    record Launch(int epoch, Site site, List<Site> sites, Program program, Caution caution)
            implements Instruction {}

    /** The owner knows that a node begins a vertex that may kill it: it may. Comes once per ask. */
    record Begin(int epoch, UUID node, int vertex) implements Instruction {}

    /** Begin a second attempt of a vertex on another node, beside the one where it is. */
    record Second(SecondAttempts.Second second) implements Instruction {}

    /**
     * End the job of an epoch on a node early: nothing more starts, what runs is waited for briefly
     * or given up, then the node reports what it did and has. Comes again until it does.
     */
    record Stop(int epoch, UUID node) implements Instruction {}

    /**
     * From now on this is the owner of the run for a node: it ends the epoch of the owner before,
     * as after a {@link Stop}, keeps what it has, and says what that is. What still comes of an
     * owner before is refused. Comes again until it is answered.
     */
    record Adopt(UUID node) implements Instruction {}

    /** Ask a node how it is getting on. */
    record Probe(int epoch, UUID node) implements Instruction {}

    /**
     * The run is over for a node: it gives up what still runs and drops what it kept. What comes
     * for this run afterwards, a late job as well, is refused.
     */
    record Forget(UUID node) implements Instruction {}

    /** All vertices have run and all results are there. */
    record Complete() implements Instruction {}

    /** The run ends without: cancelled, or a vertex failed, or it cannot be placed. */
    record Fail(Cause cause, String why) implements Instruction {}

    /**
     * The run ends without, as a vertex kills the nodes it runs on.
     *
     * @param nodes that died while it ran there, in that order
     */
    record Poisoned(int vertex, List<UUID> nodes, String why) implements Instruction {}

    /** Why a run fails. */
    enum Cause {
        /** The user cancelled it or its time was over. */
        CANCELLED,
        /** A vertex failed. */
        VERTEX,
        /** No node can run one of its vertices. */
        INFEASIBLE,
        /** It was planned anew too often without getting further. */
        LOST
    }
}
