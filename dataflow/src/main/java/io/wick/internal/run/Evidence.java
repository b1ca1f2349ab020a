package io.wick.internal.run;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * What the owner of a run knows of vertices that may kill nodes, for the next owner. Immutable by
 * agreement.
 *
 * @param deaths of nodes of late that nothing explains
 * @param suspects all vertices that are suspected
 * @param losses why
 * @param charges what is known more of some of them
 */
public record Evidence(int deaths, BitSet suspects, List<Loss> losses, List<Charge> charges) {
    /** Nothing is known. */
    public static final Evidence NONE = new Evidence(0, new BitSet(), List.of(), List.of());

    /** What may have been running on a node when it died. */
    public record Loss(UUID node, BitSet vertices) {}

    /**
     * A suspect that ran on nodes when they died.
     *
     * @param nodes those, after the one that made it suspect
     * @param sure on how many of them it was surely running
     * @param swift on how many it had just been begun
     * @param vague how many of their deaths of late nothing explains but that it ran there
     */
    public record Charge(int vertex, List<UUID> nodes, int sure, int swift, int vague) {}
}
