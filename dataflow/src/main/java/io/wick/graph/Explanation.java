package io.wick.graph;

import io.wick.error.GraphException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where the vertices of a plan run, why, and what that would move. Times and sizes are those the
 * planner expects: what earlier runs took, else what the user said, else a guess. Prints as a
 * table. Immutable; any thread.
 *
 * <pre>{@code
 * Explanation why = plan.explain();
 * System.out.println(why);
 * System.out.println(why.nodeOf("parse[3]") + ": " + why.reason("parse[3]"));
 * }</pre>
 */
public final class Explanation {
    private final String graph;
    private final List<Line> lines;
    private final List<NodeTotal> nodes;
    private final List<Move> moves;
    private final Function<String, @Nullable Line> vertices;

    /**
     * A vertex, or a stage of a graph with many vertices.
     *
     * @param name the name of the vertex or the stage
     * @param vertices how many vertices: 1 for a vertex
     * @param nodes how many of them run on each node; nodes without any are left out; empty when
     *     none is run or kept anywhere
     * @param reason why there, in words
     * @param time expected, of all of them together
     * @param bytes expected size of their values together
     * @param bytesIn bytes of inputs that come from other nodes
     */
    public record Line(
            String name,
            int vertices,
            List<OnNode> nodes,
            String reason,
            Duration time,
            long bytes,
            long bytesIn) {
        public Line {
            nodes = List.copyOf(nodes);
        }
    }

    /** How many of some vertices are on a node. */
    public record OnNode(UUID node, int vertices) {}

    /**
     * What one node has to do.
     *
     * @param owner whether the run starts there
     * @param vertices vertices that run there
     * @param busy expected time of these together
     * @param bytesIn bytes that come from other nodes
     * @param bytesOut bytes that go to other nodes
     */
    public record NodeTotal(
            UUID node, boolean owner, int vertices, Duration busy, long bytesIn, long bytesOut) {}

    /** What would move from one node to another; a value once, for all its consumers there. */
    public record Move(UUID from, UUID to, long values, long bytes) {}

    /**
     * An explanation; made by the planner.
     *
     * @param graph the name of the graph
     * @param lines in the order of the graph
     * @param nodes those that do something
     * @param moves the largest first
     * @param vertices gives the line of one vertex by its name, null for an unknown one
     */
    public Explanation(
            String graph,
            List<Line> lines,
            List<NodeTotal> nodes,
            List<Move> moves,
            Function<String, @Nullable Line> vertices) {
        this.graph = Objects.requireNonNull(graph, "graph");
        this.lines = List.copyOf(lines);
        this.nodes = List.copyOf(nodes);
        this.moves = List.copyOf(moves);
        this.vertices = Objects.requireNonNull(vertices, "vertices");
    }

    /** The name of the graph. */
    public String graph() {
        return graph;
    }

    /**
     * A line per vertex; per stage when there are more than 60 vertices. When there are more than
     * 1,000 stages, the last line stands for the rest.
     */
    public List<Line> lines() {
        return lines;
    }

    /** The nodes that run or send something. */
    public List<NodeTotal> nodes() {
        return nodes;
    }

    /** What moves between nodes, the largest first, at most 1,000 pairs. */
    public List<Move> moves() {
        return moves;
    }

    /** Bytes that move between nodes, all together. */
    public long bytesMoved() {
        return nodes.stream().mapToLong(NodeTotal::bytesIn).sum();
    }

    /**
     * The line of one vertex, also in a large graph.
     *
     * @param vertex its name: {@code mean}, or {@code part[7]} in a sweep
     * @throws GraphException when the graph has no such vertex
     */
    public Line vertex(String vertex) {
        Line line = vertices.apply(Objects.requireNonNull(vertex, "vertex"));
        if (line == null) {
            throw new GraphException(
                    "The graph '"
                            + graph
                            + "' has no vertex '"
                            + vertex
                            + "'. A vertex has the name of its stage, and its index in brackets"
                            + " when the stage has several: part[7]");
        }
        return line;
    }

    /**
     * The node where a vertex runs, or has its value when it is not run again.
     *
     * @throws GraphException when the graph has no such vertex, or it is not needed any more
     */
    public UUID nodeOf(String vertex) {
        Line line = vertex(vertex);
        if (line.nodes().isEmpty()) {
            throw new GraphException(
                    "The vertex '"
                            + vertex
                            + "' of '"
                            + graph
                            + "' is on no node: "
                            + line.reason());
        }
        return line.nodes().getFirst().node();
    }

    /**
     * Why a vertex runs where it runs, in words.
     *
     * @throws GraphException when the graph has no such vertex
     */
    public String reason(String vertex) {
        return vertex(vertex).reason();
    }

    @Override
    public String toString() {
        return new ExplanationText(this).toString();
    }
}
