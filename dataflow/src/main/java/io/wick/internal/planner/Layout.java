package io.wick.internal.planner;

/**
 * Where each vertex runs, and why.
 *
 * @param site by vertex: the site where it runs or is kept; -1 for skipped ones
 * @param reason by vertex: the ordinal of a {@link Reason}
 * @param fusedWith by vertex: the only consumer that runs right after it on the same thread; -1
 */
public record Layout(int[] site, byte[] reason, int[] fusedWith) {
    /** Why a vertex runs where it runs. */
    public enum Reason {
        /** Its data has its home there: a cache partition, a key, the node that gives the input. */
        HOME,
        /** Its placement asks for that node. */
        ASKED,
        /** Most bytes of its inputs are there. */
        BYTES,
        /** It would be ready there soonest, moving and waiting counted. */
        SOONEST,
        /** It had the least to do. */
        LOAD,
        /**
         * It is one chain with its only input, or a given value that only one vertex there takes.
         */
        FUSED,
        /** No other node has what it asks for. */
        ONLY,
        /** It is not run again: kept where it is, or not needed. */
        SKIPPED
    }
}
