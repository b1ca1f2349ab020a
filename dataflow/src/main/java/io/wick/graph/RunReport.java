package io.wick.graph;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a run did.
 *
 * @param elapsed from the call of {@code run} to its end
 * @param epochs how often it was planned: 1, and 1 more for each change of the cluster it met
 * @param nodes what each node did
 * @param edges what moved between nodes, by pair of stages; stages that moved nothing are left out
 */
public record RunReport(
        Duration elapsed, int epochs, List<NodeShare> nodes, List<EdgeTraffic> edges) {

    /**
     * The share of one node.
     *
     * @param jobs programs it got, one per epoch it took part in; each is one compute job of
     *     Ignite, but for those of the node that ran the plan, which needs none
     * @param vertices vertices it ran; one that ran again counts again
     * @param atLargestInput vertices it ran whose largest input was there, of {@code withLarge}
     * @param withLarge vertices it ran that had an input of 16 KiB or more
     * @param busy time spent in vertices
     */
    public record NodeShare(
            UUID node,
            int jobs,
            long vertices,
            long atLargestInput,
            long withLarge,
            Duration busy) {}

    /**
     * Values that one stage sent to vertices of another on other nodes. A value goes to a node
     * once, for all its consumers there, and counts for the first of their stages.
     *
     * @param values how many
     * @param bytes their size on the wire or in the store
     */
    public record EdgeTraffic(String from, String to, long values, long bytes) {}

    /** Vertices that ran, on all nodes. */
    public long vertices() {
        return nodes.stream().mapToLong(NodeShare::vertices).sum();
    }

    /** Bytes that moved between nodes. */
    public long bytesMoved() {
        return edges.stream().mapToLong(EdgeTraffic::bytes).sum();
    }

    /** The share of vertices with a large input that ran where it was; 1 when there were none. */
    public double affinity() {
        long with = nodes.stream().mapToLong(NodeShare::withLarge).sum();
        long at = nodes.stream().mapToLong(NodeShare::atLargestInput).sum();
        return with == 0 ? 1 : (double) at / with;
    }
}
