package io.wick.internal.run;

import io.wick.error.GraphException;
import io.wick.error.InfeasibleException;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import java.util.BitSet;
import java.util.List;

/** What comes after an epoch. */
sealed interface NextEpoch {
    /** Another one. */
    record Launch(List<Site> sites, List<Program> programs) implements NextEpoch {}

    /** Nothing: all has been done. */
    record Complete() implements NextEpoch {}

    /** Nothing: what is left can run nowhere. */
    record Infeasible(String why) implements NextEpoch {}

    /**
     * Plans what is left for the nodes that answer, and if that cannot be, for all there are.
     *
     * @param roster is changed when silent nodes are taken again
     * @param risky vertices that may kill their node
     */
    static NextEpoch plan(
            GraphModel graph,
            Lineage lineage,
            Roster roster,
            Replanner replanner,
            BitSet risky,
            Story story) {
        List<Site> sites = roster.eligible();
        Lineage.Needs needs = lineage.needs(sites);
        if (needs.left() == 0) {
            return new Complete();
        }
        try {
            if (sites.isEmpty()) {
                throw new InfeasibleException(
                        "No node that runs vertices is left for graph '" + graph.name() + "'");
            }
            return new Launch(sites, replanner.plan(sites, needs.state(), needs.home(), risky));
        } catch (InfeasibleException | GraphException e) {
            String why = String.valueOf(e.getMessage());
            if (roster.excludesNone()) {
                return new Infeasible(why);
            }
            story.add("takes silent nodes again: " + why);
            roster.forgive();
            return plan(graph, lineage, roster, replanner, risky, story);
        }
    }
}
