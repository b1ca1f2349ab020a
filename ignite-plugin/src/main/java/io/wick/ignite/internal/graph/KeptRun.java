package io.wick.ignite.internal.graph;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A run of this node that the cluster knows as a durable one. */
public interface KeptRun {
    /** Which one. */
    DurableId id();

    /**
     * It has ended; the nodes that take part still have what they made. Blocks until that is known
     * to the cluster, or cannot be made known; throws nothing.
     *
     * @param outcomes of its result vertices, in their order; empty when there is an error
     */
    void ended(@Nullable WickException error, List<Object> outcomes);
}
