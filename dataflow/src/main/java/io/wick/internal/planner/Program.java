package io.wick.internal.planner;

/**
 * The part of a plan that one node runs. Values are numbered densely: first the vertices that run
 * here ({@code 0 .. locals-1}, in the graph's topological order), then those whose values come from
 * other nodes ({@code externals}), then those whose values this node kept from an earlier epoch
 * ({@code kept}). Immutable by agreement.
 *
 * @param site the site that runs it
 * @param locals how many vertices run here
 * @param externals how many values arrive by message
 * @param kept how many values are here from an earlier epoch
 * @param vertex by value: the vertex id in the graph; ascending among the externals and among the
 *     kept
 * @param inputStart by local vertex: where its inputs begin; one longer
 * @param inputs values, in the order of arguments
 * @param consumerStart by value: where its local consumers begin; one longer
 * @param consumers local vertices; twice when the value is taken twice
 * @param targetStart by value: where the sites that also need it begin; one longer. Externals have
 *     none
 * @param targets sites
 * @param result by value: whether the run's owner wants it
 * @param fused by local vertex: the local vertex that follows on the same thread, or -1
 */
public record Program(
        int site,
        int locals,
        int externals,
        int kept,
        int[] vertex,
        int[] inputStart,
        int[] inputs,
        int[] consumerStart,
        int[] consumers,
        int[] targetStart,
        int[] targets,
        boolean[] result,
        int[] fused) {

    /** How many values it handles. */
    public int values() {
        return vertex.length;
    }

    /** Whether a local vertex has no inputs. */
    public boolean isRoot(int local) {
        return inputStart[local] == inputStart[local + 1];
    }

    /** Whether vertices here take a value. */
    public boolean hasConsumers(int value) {
        return consumerStart[value] < consumerStart[value + 1];
    }

    /** Whether other sites need a value. */
    public boolean hasTargets(int value) {
        return targetStart[value] < targetStart[value + 1];
    }

    /** The value number of an external vertex, or -1. */
    public int external(int vertexId) {
        int at = java.util.Arrays.binarySearch(vertex, locals, locals + externals, vertexId);
        return at < 0 ? -1 : at;
    }
}
