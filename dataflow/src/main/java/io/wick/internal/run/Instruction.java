package io.wick.internal.run;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import java.util.List;
import java.util.UUID;

/** What a {@link RunCoordinator} wants done. */
public sealed interface Instruction {
    /** Start the job of an epoch on a node; each node ends its earlier epochs by itself. */
    record Launch(int epoch, Site site, List<Site> sites, Program program) implements Instruction {}

    /** End the job of an epoch on a node early; it reports what it has. */
    record Stop(int epoch, UUID node) implements Instruction {}

    /** Ask a node how it is getting on. */
    record Probe(int epoch, UUID node) implements Instruction {}

    /** Nodes may drop what they kept for this run. */
    record Forget(UUID node) implements Instruction {}

    /** All vertices have run and all results are there. */
    record Complete() implements Instruction {}

    /** The run ends without: cancelled, or a vertex failed, or it cannot be placed. */
    record Fail(Cause cause, String why) implements Instruction {}

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
