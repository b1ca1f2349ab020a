package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Places like {@link Planner}, and keeps vertices that may kill their node off the owner of the
 * run, where others can run them: if they have no home and read no partition of a cache, which is
 * read where it is. What their other inputs say does not matter.
 */
public final class Aside {
    private Aside() {}

    /**
     * Places all vertices that are to be run.
     *
     * @param risky vertices that are not to run on the owner
     * @throws io.wick.error.InfeasibleException as {@link Planner#place}
     */
    public static Layout place(Problem problem, BitSet risky) {
        Layout first = Planner.place(problem);
        if (risky.isEmpty() || problem.owner() < 0) {
            return first;
        }
        var demands = new Demands(problem);
        int[] home = problem.home().clone();
        boolean moved = false;
        int turn = 0;
        for (int v = risky.nextSetBit(0); v >= 0; v = risky.nextSetBit(v + 1)) {
            if (problem.state()[v] != Problem.RUN || home[v] >= 0 || isReader(problem.graph(), v)) {
                continue;
            }
            int site = first.site()[v];
            if (site == problem.owner()) {
                site = another(demands.of(v), site, turn++);
                moved |= site >= 0;
            }
            home[v] = site;
        }
        return moved ? Planner.place(problem.withHome(home)) : first;
    }

    private static boolean isReader(GraphModel graph, int vertex) {
        for (int i = graph.inputStart()[vertex]; i < graph.inputStart()[vertex + 1]; i++) {
            if (graph.stage(graph.inputs()[i]).operation() instanceof Operation.CachePartitions) {
                return true;
            }
        }
        return false;
    }

    /** One of the others that can run it, by turns; -1 when there is none. */
    private static int another(Demand demand, int owner, int turn) {
        int[] others = Arrays.stream(demand.sites()).filter(site -> site != owner).toArray();
        return others.length == 0 ? -1 : others[turn % others.length];
    }
}
