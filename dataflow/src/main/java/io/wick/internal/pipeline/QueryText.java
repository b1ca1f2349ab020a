package io.wick.internal.pipeline;

import io.wick.Wick;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.graph.Explanation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Pipelines as text for people. */
public final class QueryText {
    private QueryText() {}

    /** Both levels: the stages, then the plan of the task graph. */
    public static <R extends @Nullable Object> String explain(
            Wick wick, Node node, Outcome<R> outcome) {
        Lowered<R> lowered = new Lowering(wick, outcome.name()).lower(node, outcome);
        var text = new StringBuilder("pipeline of " + lowered.stages().size() + " stages\n");
        for (StageInfo stage : lowered.stages()) {
            text.append("  ").append(stage.number()).append(' ').append(stage.name());
            if (!stage.inputs().isEmpty()) {
                text.append(" <- ").append(numbers(stage.inputs()));
            }
            text.append("\n      ").append(rows(stage.schema(), stage.columns())).append('\n');
        }
        Explanation plan = wick.compile(lowered.graph()).explain();
        return text.append(withoutCounts(plan, lowered.counting())).toString();
    }

    /** With one line for all vertices that do no more than bring counts to the driver. */
    private static Explanation withoutCounts(Explanation plan, Set<String> counting) {
        var lines = new ArrayList<Explanation.Line>();
        var counts = new ArrayList<Explanation.Line>();
        for (Explanation.Line line : plan.lines()) {
            String stage = line.name().replaceFirst("\\[\\d+]$", "");
            (counting.contains(stage) ? counts : lines).add(line);
        }
        if (!counts.isEmpty()) {
            lines.add(together("counts for the report", counts));
        }
        return new Explanation(plan.graph(), lines, plan.nodes(), plan.moves(), _ -> null);
    }

    private static Explanation.Line together(String name, List<Explanation.Line> lines) {
        var nodes = new LinkedHashMap<UUID, Integer>();
        var time = Duration.ZERO;
        int vertices = 0;
        long bytes = 0;
        long bytesIn = 0;
        for (Explanation.Line line : lines) {
            line.nodes().forEach(on -> nodes.merge(on.node(), on.vertices(), Integer::sum));
            time = time.plus(line.time());
            vertices += line.vertices();
            bytes += line.bytes();
            bytesIn += line.bytesIn();
        }
        List<Explanation.OnNode> on =
                nodes.entrySet().stream()
                        .map(entry -> new Explanation.OnNode(entry.getKey(), entry.getValue()))
                        .toList();
        String reason = lines.getFirst().reason();
        return new Explanation.Line(name, vertices, on, reason, time, bytes, bytesIn);
    }

    private static String numbers(List<Integer> stages) {
        return String.join(", ", stages.stream().map(String::valueOf).toList());
    }

    /** The type of rows with the columns that are used, and how many are not. */
    private static String rows(Schema<?> schema, Set<String> columns) {
        List<String> used =
                schema.fields().stream()
                        .filter(field -> columns.contains(field.name()))
                        .map(Field::toString)
                        .toList();
        int unused = schema.size() - used.size();
        return schema.rowType().getSimpleName()
                + used
                + (unused == 0 ? "" : ", " + unused + " of " + schema.size() + " columns unused");
    }

    /** The stages as a Mermaid flow chart. */
    public static String mermaid(Node node, Outcome<?> outcome) {
        var lines = new ArrayList<String>();
        int last = draw(node, lines, new int[1]);
        lines.add("  s" + last + " --> out([\"" + escaped(outcome.name()) + "\"])");
        return "flowchart LR\n" + String.join("\n", lines) + "\n";
    }

    private static int draw(Node node, List<String> lines, int[] next) {
        List<Integer> inputs = new ArrayList<>();
        for (Node input : node.inputs()) {
            inputs.add(draw(input, lines, next));
        }
        int number = next[0]++;
        boolean source = inputs.isEmpty();
        lines.add(
                "  s"
                        + number
                        + (source ? "[(\"" : "[\"")
                        + escaped(node.name())
                        + (source ? "\")]" : "\"]"));
        for (int input : inputs) {
            lines.add("  s" + input + " --> s" + number);
        }
        return number;
    }

    private static String escaped(String name) {
        return name.replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
