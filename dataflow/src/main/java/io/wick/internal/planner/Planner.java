package io.wick.internal.planner;

import io.wick.error.InfeasibleException;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.scheduler.Placer;

/**
 * Decides where each vertex runs. Linear in the edges, but for a logarithm of the sites per vertex.
 *
 * <p>Vertices are placed level by level, chains as one. What has a home goes there. Then data
 * decides: when some site holds at least {@link Placer#LOCALITY_BYTES} of a vertex's inputs, the
 * vertex runs on the site that holds <em>most bytes</em> of them, which is what "where its largest
 * input is" means for the planner. Between equals the start decides. Three exceptions: a vertex
 * that takes {@value Placing#HEAVY} times as long as moving its inputs may run elsewhere when it
 * would wait there; so may one in {@value Placing#SPARED} of the others when the site is
 * overloaded; and values that at least {@value Inputs#SHARED} vertices and half of the vertex's
 * stage take do not count, since they are needed everywhere and would draw a whole stage to one
 * node.
 *
 * <p>All others run where they can start soonest: on a site of one of their inputs, or, when those
 * have more than their share to do, on the least loaded one. The share of a site is what it would
 * have at the end of the level if all had the same (HEFT's earliest finish time, Topcuoglu et al.
 * 2002, with the queue measured against that share, so that a site is not left early only because
 * the others' vertices of the level have not been planned yet). Wide stages without such inputs are
 * cut into blocks of neighbours. Only as many sites are used as have twice a message's time of work
 * in the widest level: a small graph stays on its owner.
 */
public final class Planner {
    private Planner() {}

    /**
     * Places all vertices that are to be run.
     *
     * @throws InfeasibleException when no site can run one of them; names it and says why
     * @throws IllegalArgumentException when the problem contradicts itself: an input of a vertex to
     *     be run is skipped, a kept value has no home
     */
    public static Layout place(Problem problem) {
        check(problem);
        var expected = new Expected(problem);
        var demands = new Demands(problem);
        var chains = new Chains(problem, expected, demands);
        return new Placing(problem, expected, demands, chains).run();
    }

    private static void check(Problem problem) {
        GraphModel graph = problem.graph();
        int sites = problem.sites().size();
        if (sites == 0) {
            throw new InfeasibleException(
                    "The graph '"
                            + graph.name()
                            + "' can never run: the cluster has no node that runs tasks. Start a"
                            + " server node, or give this one CPUs");
        }
        for (int v = 0; v < graph.size(); v++) {
            byte state = problem.state()[v];
            int home = problem.home()[v];
            if (home >= sites || state == Problem.KEPT && home < 0) {
                throw new IllegalArgumentException(
                        "The home of "
                                + graph.vertexName(v)
                                + " must be one of "
                                + sites
                                + " sites, got "
                                + home);
            }
            if (state == Problem.RUN) {
                checkInputs(problem, v);
            }
        }
    }

    private static void checkInputs(Problem problem, int v) {
        GraphModel graph = problem.graph();
        int end = graph.inputStart()[v + 1];
        for (int i = graph.inputStart()[v]; i < end; i++) {
            int input = graph.inputs()[i];
            if (problem.state()[input] == Problem.SKIP) {
                throw new IllegalArgumentException(
                        graph.vertexName(v)
                                + " is to be run, but its input "
                                + graph.vertexName(input)
                                + " is neither run nor kept");
            }
        }
    }
}
