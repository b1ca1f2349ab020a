package io.wick.internal.run;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import java.util.BitSet;
import java.util.List;

/**
 * Places what is left of a run and cuts it into programs. Called by {@link RunCoordinator} with its
 * caller's lock held, so it must not call back.
 */
@FunctionalInterface
public interface Replanner {
    /**
     * Gives the programs of the sites that have something to do, one each, sites numbered as in
     * {@code sites}. A site that only has a {@code KEPT} value to send to another site or to the
     * owner gets a program without local vertices.
     *
     * @param sites the nodes that may be used; not empty
     * @param state by vertex: {@code RUN}, {@code KEPT} or {@code SKIP} of {@link
     *     io.wick.internal.planner.Problem}; no vertex to run has an input to skip
     * @param home by vertex: the site that has the value of a {@code KEPT} one, else -1; the
     *     replanner knows the homes of sources itself. It may write to both arrays
     * @param risky vertices that may kill their node: none of them is to run on the owner of the
     *     run when another site can run it; not to be changed
     * @throws io.wick.error.InfeasibleException when no site can run one of the vertices
     * @throws io.wick.error.GraphException when a vertex is bound to what is not there
     */
    List<Program> plan(List<Site> sites, byte[] state, int[] home, BitSet risky);
}
