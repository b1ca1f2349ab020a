package io.wick.internal.planner;

import io.wick.internal.planner.PlanPicture.Arrow;
import io.wick.internal.planner.PlanPicture.Box;

import java.util.List;

/**
 * Draws layouts as text: a frame per node, arrows labelled with the bytes that move between nodes,
 * thick ones where vertices run one after the other on the same thread. Graphs of up to 60 vertices
 * are drawn by vertex, larger ones by stage and node, the largest by stage.
 */
public final class PlanDrawing {
    private static final String INDENT = "  ";

    private PlanDrawing() {}

    /** A layout as a Mermaid flow chart. */
    public static String mermaid(Problem problem, Layout layout) {
        PlanPicture picture = PlanPicture.of(problem, layout);
        var text = new StringBuilder("flowchart LR\n");
        for (int group = 0; group < picture.groups().size(); group++) {
            String name = picture.groups().get(group);
            if (!name.isEmpty()) {
                text.append(INDENT).append("subgraph n").append(group);
                text.append("[\"").append(entities(name)).append("\"]\n");
            }
            for (int box = 0; box < picture.boxes().size(); box++) {
                if (picture.boxes().get(box).group() == group) {
                    text.append(INDENT).append(name.isEmpty() ? "" : INDENT);
                    text.append('b').append(box);
                    text.append(mermaid(picture.boxes().get(box))).append('\n');
                }
            }
            text.append(name.isEmpty() ? "" : INDENT + "end\n");
        }
        for (Arrow arrow : picture.arrows()) {
            text.append(INDENT).append('b').append(arrow.from());
            text.append(arrow.fused() ? " ==>" : " -->");
            if (!arrow.label().isEmpty()) {
                text.append("|\"").append(entities(arrow.label())).append("\"|");
            }
            text.append(" b").append(arrow.to()).append('\n');
        }
        return text.append(styles(picture.boxes())).toString();
    }

    private static String mermaid(Box box) {
        String label = '"' + entities(box.label()) + '"';
        return switch (box.kind()) {
            case CALL -> "[" + label + "]";
            case VALUE -> "([" + label + "])";
            case DATA -> "[(" + label + ")]";
            case KEPT -> "[" + label + "]:::kept";
        };
    }

    private static String styles(List<Box> boxes) {
        var text = new StringBuilder();
        if (boxes.stream().anyMatch(box -> box.kind() == PlanPicture.Kind.KEPT)) {
            text.append(INDENT).append("classDef kept stroke-dasharray: 4 4\n");
        }
        for (int box = 0; box < boxes.size(); box++) {
            if (boxes.get(box).result()) {
                text.append(INDENT).append("style b").append(box).append(" stroke-width:3px\n");
            }
        }
        return text.toString();
    }

    /** Mermaid's own entities: nothing else in a quoted label can end it or be taken for markup. */
    private static String entities(String label) {
        var text = new StringBuilder();
        label.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\r' || c == '\t') {
                                text.append(' ');
                            } else if ("\"#<>&`\\;".indexOf(c) >= 0) {
                                text.append('#').append(c).append(';');
                            } else {
                                text.appendCodePoint(c);
                            }
                        });
        return text.toString();
    }

    /** A layout as a Graphviz digraph. */
    public static String dot(Problem problem, Layout layout) {
        PlanPicture picture = PlanPicture.of(problem, layout);
        var text = new StringBuilder("digraph ").append(quoted(picture.title())).append(" {\n");
        text.append(INDENT).append("rankdir=LR;\n");
        text.append(INDENT).append("node [shape=box];\n");
        for (int group = 0; group < picture.groups().size(); group++) {
            String name = picture.groups().get(group);
            if (!name.isEmpty()) {
                text.append(INDENT).append("subgraph cluster_").append(group).append(" {\n");
                text.append(INDENT).append("  label=").append(quoted(name)).append(";\n");
            }
            for (int box = 0; box < picture.boxes().size(); box++) {
                if (picture.boxes().get(box).group() == group) {
                    text.append(INDENT).append(name.isEmpty() ? "" : INDENT);
                    text.append('b').append(box);
                    text.append(dot(picture.boxes().get(box))).append(";\n");
                }
            }
            text.append(name.isEmpty() ? "" : INDENT + "}\n");
        }
        for (Arrow arrow : picture.arrows()) {
            text.append(INDENT).append('b').append(arrow.from());
            text.append(" -> b").append(arrow.to());
            String label = arrow.label().isEmpty() ? "" : "label=" + quoted(arrow.label());
            String style = arrow.fused() ? "penwidth=3" : "";
            String both = label + (label.isEmpty() || style.isEmpty() ? "" : ", ") + style;
            text.append(both.isEmpty() ? "" : " [" + both + "]").append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String dot(Box box) {
        String shape =
                switch (box.kind()) {
                    case CALL -> "";
                    case VALUE -> ", style=rounded";
                    case DATA -> ", shape=cylinder";
                    case KEPT -> ", style=dashed";
                };
        return " [label="
                + quoted(box.label())
                + shape
                + (box.result() ? ", penwidth=3" : "")
                + "]";
    }

    private static String quoted(String label) {
        String escaped =
                label.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", " ")
                        .replace("\n", "\\n");
        return '"' + escaped + '"';
    }
}
