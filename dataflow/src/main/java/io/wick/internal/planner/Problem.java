package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;

import java.util.List;

/**
 * What the planner is asked. Arrays are by vertex id and are not changed.
 *
 * @param graph the graph
 * @param sites the nodes that can run vertices; not empty
 * @param owner the site of the node that starts the run, or -1 when it runs no vertices
 * @param home the site a vertex is bound to by its data or its placement, -1 when free; for a
 *     {@link #KEPT} vertex the site that has its value
 * @param state what is to be done with each vertex: {@link #RUN}, {@link #KEPT}, {@link #SKIP}
 * @param nanos expected time of each vertex; 0 when unknown
 * @param bytes expected size of each value; -1 when unknown
 * @param costs what moving costs
 */
public record Problem(
        GraphModel graph,
        List<Site> sites,
        int owner,
        int[] home,
        byte[] state,
        long[] nanos,
        long[] bytes,
        Costs costs) {
    /** The same with other homes. */
    Problem withHome(int[] others) {
        return new Problem(graph, sites, owner, others, state, nanos, bytes, costs);
    }

    /** The vertex is to be run. */
    public static final byte RUN = 0;

    /** The vertex has run and its value is at its home. */
    public static final byte KEPT = 1;

    /** Neither the vertex nor its value is needed any more. */
    public static final byte SKIP = 2;
}
