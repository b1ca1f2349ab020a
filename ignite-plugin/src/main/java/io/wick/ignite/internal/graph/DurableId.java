package io.wick.ignite.internal.graph;

import java.util.UUID;

/**
 * A durable run in the hands of one of its keepers.
 *
 * @param run the run, whoever keeps it
 * @param term 1 for its first keeper, 1 more for each further one
 */
public record DurableId(UUID run, int term) {
    private static final int EPOCH_BITS = 16;

    /** A number that no epoch of earlier keepers is above; 0 for the first. */
    int epochsBefore() {
        return term - 1 << EPOCH_BITS;
    }

    /** Whether this is the same run in the hands of a later keeper. */
    boolean isAfter(DurableId other) {
        return run.equals(other.run) && term > other.term;
    }
}
