package io.wick.ignite.internal.graph;

import io.wick.error.WickException;
import io.wick.internal.run.Evidence;
import io.wick.internal.run.Predecessor;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.List;

/** A run of this node that the cluster knows as a durable one. */
public interface KeptRun {
    /** Which one. */
    DurableId id();

    /** Its last keeper, who is lost; null when it had none. */
    @Nullable Predecessor predecessor();

    /**
     * An epoch begins. Blocks until its next keeper would know, or a little; throws nothing. One
     * that comes after a later epoch's changes nothing.
     *
     * @param own what this node is to run itself
     * @param evidence what is known of vertices that may kill nodes
     */
    void begins(int epoch, BitSet own, Evidence evidence);

    /**
     * It has ended; the nodes that take part still have what they made. Blocks until that is known
     * to the cluster, or cannot be made known; throws nothing.
     *
     * @param outcomes of its result vertices, in their order; empty when there is an error
     */
    void ended(@Nullable WickException error, List<Object> outcomes);
}
