package io.wick.graph;

import io.wick.graph.Explanation.Line;
import io.wick.graph.Explanation.Move;
import io.wick.graph.Explanation.NodeTotal;
import io.wick.graph.Explanation.OnNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An explanation as tables for people: what runs where, what each node does, what moves. */
final class ExplanationText {
    private static final int LINES = 120;
    private static final int NODES = 40;
    private static final int MOVES = 20;

    private final Explanation explanation;
    private final Map<UUID, String> labels = new HashMap<>();

    ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        for (NodeTotal node : explanation.nodes()) {
            labels.put(node.node(), "node " + (labels.size() + 1));
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        List<NodeTotal> nodes = explanation.nodes();
        long vertices = nodes.stream().mapToLong(NodeTotal::vertices).sum();
        long busy = nodes.stream().mapToLong(node -> node.busy().toNanos()).sum();
        text.append("Plan of '").append(explanation.graph()).append("': ");
        text.append(counted(vertices, "vertex", "vertices")).append(" on ");
        text.append(counted(nodes.size(), "node", "nodes")).append(", about ");
        text.append(Quantity.nanos(busy)).append(" of work, ");
        text.append(Quantity.bytes(explanation.bytesMoved())).append(" to move\n\n");
        appendLines(text);
        appendNodes(text);
        appendMoves(text);
        return text.toString();
    }

    private void appendLines(StringBuilder text) {
        boolean stages = explanation.lines().stream().anyMatch(line -> line.vertices() > 1);
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(stages ? "stage" : "vertex", "where", "time", "value", "fetches", "why"));
        for (Line line : head(explanation.lines(), LINES)) {
            rows.add(
                    List.of(
                            line.name() + (line.vertices() > 1 ? " x " + line.vertices() : ""),
                            where(line),
                            Quantity.nanos(line.time().toNanos()),
                            Quantity.bytes(line.bytes()),
                            line.bytesIn() == 0 ? "-" : Quantity.bytes(line.bytesIn()),
                            line.reason()));
        }
        appendTable(text, rows, "..rrr.", explanation.lines().size() - LINES);
    }

    private String where(Line line) {
        List<OnNode> nodes = line.nodes();
        return switch (nodes.size()) {
            case 0 -> "-";
            case 1 -> label(nodes.getFirst().node());
            case 2, 3 -> {
                var each = new ArrayList<String>();
                nodes.forEach(node -> each.add(label(node.node()) + ": " + node.vertices()));
                yield String.join(", ", each);
            }
            default -> {
                int least = nodes.stream().mapToInt(OnNode::vertices).min().orElse(0);
                int most = nodes.stream().mapToInt(OnNode::vertices).max().orElse(0);
                String range = least == most ? "" + least : least + " to " + most;
                yield nodes.size() + " nodes, " + range + " each";
            }
        };
    }

    private String label(UUID node) {
        return labels.getOrDefault(node, node.toString());
    }

    private void appendNodes(StringBuilder text) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("node", "id", "vertices", "work", "bytes in", "bytes out"));
        for (NodeTotal node : head(explanation.nodes(), NODES)) {
            rows.add(
                    List.of(
                            label(node.node()),
                            node.node() + (node.owner() ? " (starts the run)" : ""),
                            Quantity.count(node.vertices()),
                            Quantity.nanos(node.busy().toNanos()),
                            Quantity.bytes(node.bytesIn()),
                            Quantity.bytes(node.bytesOut())));
        }
        text.append('\n');
        appendTable(text, rows, "..rrrr", explanation.nodes().size() - NODES);
    }

    private void appendMoves(StringBuilder text) {
        if (explanation.moves().isEmpty()) {
            text.append("\nNothing moves between nodes.\n");
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("moves from", "to", "values", "bytes"));
        for (Move move : head(explanation.moves(), MOVES)) {
            rows.add(
                    List.of(
                            label(move.from()),
                            label(move.to()),
                            Quantity.count(move.values()),
                            Quantity.bytes(move.bytes())));
        }
        text.append('\n');
        appendTable(text, rows, "..rr", explanation.moves().size() - MOVES);
    }

    private static <T> List<T> head(List<T> list, int size) {
        return list.subList(0, Math.min(size, list.size()));
    }

    private static String counted(long count, String one, String many) {
        return Quantity.count(count) + " " + (count == 1 ? one : many);
    }

    /** Columns two blanks apart; {@code r} in {@code align} for those to be set right. */
    private static void appendTable(
            StringBuilder text, List<List<String>> rows, String align, int more) {
        int[] width = new int[align.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < width.length; i++) {
                String cell = row.get(i);
                String blanks = " ".repeat(width[i] - cell.length());
                line.append(align.charAt(i) == 'r' ? blanks + cell : cell + blanks).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        if (more > 0) {
            text.append("... and ").append(Quantity.count(more)).append(" more\n");
        }
    }
}
