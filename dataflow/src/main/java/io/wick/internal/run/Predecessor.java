package io.wick.internal.run;

import io.wick.internal.graph.GraphModel;

import java.util.BitSet;
import java.util.UUID;

/**
 * The owner before, who is lost.
 *
 * @param vertices what it was to run itself in its last epoch
 * @param evidence what it knew of vertices that may kill nodes
 */
public record Predecessor(UUID node, BitSet vertices, Evidence evidence) {
    /** What may have been running on it, when all others have told what they have run. */
    BitSet mayHaveRun(GraphModel graph, Lineage lineage) {
        var notRun = new BitSet(graph.size());
        notRun.set(0, graph.size());
        notRun.andNot(lineage.ran());
        notRun.andNot(vertices);
        return new Losses(graph, lineage.ran(), notRun).mayHaveRun(vertices);
    }
}
