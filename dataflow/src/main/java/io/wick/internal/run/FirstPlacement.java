package io.wick.internal.run;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import java.util.List;

/**
 * The placement of a whole graph that a plan keeps for its runs.
 *
 * @param sites the nodes it was made for
 * @param programs as a {@link Replanner} gives them
 */
public record FirstPlacement(List<Site> sites, List<Program> programs) {
    /** None: each run plans for itself. */
    public static final FirstPlacement NONE = new FirstPlacement(List.of(), List.of());

    public FirstPlacement {
        sites = List.copyOf(sites);
        programs = List.copyOf(programs);
    }
}
