package io.wick.internal.graph;

/** Writes a sketch as a Graphviz digraph. */
public final class Dot {
    private final Sketch sketch;
    private final StringBuilder out = new StringBuilder();

    private Dot(Sketch sketch) {
        this.sketch = sketch;
    }

    /** The text of a drawing. */
    public static String draw(Sketch sketch) {
        var dot = new Dot(sketch);
        dot.draw();
        return dot.out.toString();
    }

    private void draw() {
        String title = quoted(sketch.title());
        out.append("digraph ").append(title).append(" {\n");
        out.append("  label=").append(title).append(";\n  labelloc=t;\n  node [shape=box];\n");
        drawBoxes(-1, "  ");
        for (int group = 0; group < sketch.groups().size(); group++) {
            out.append("  subgraph cluster_").append(group).append(" {\n    label=");
            out.append(quoted(sketch.groups().get(group))).append(";\n");
            drawBoxes(group, "    ");
            out.append("  }\n");
        }
        for (Sketch.Arrow arrow : sketch.arrows()) {
            out.append("  ").append(sketch.boxes().get(arrow.from()).id());
            out.append(" -> ").append(sketch.boxes().get(arrow.to()).id());
            if (!arrow.label().isEmpty()) {
                out.append(" [label=").append(quoted(arrow.label())).append(']');
            }
            out.append(";\n");
        }
        out.append("}\n");
    }

    private void drawBoxes(int group, String indent) {
        for (Sketch.Box box : sketch.boxes()) {
            if (box.group() != group) {
                continue;
            }
            out.append(indent).append(box.id()).append(" [label=").append(quoted(box.label()));
            String shape =
                    switch (box.shape()) {
                        case INPUT -> "parallelogram";
                        case CONSTANT -> "ellipse";
                        case SOURCE -> "cylinder";
                        case TASK -> "";
                    };
            if (!shape.isEmpty()) {
                out.append(", shape=").append(shape);
            }
            out.append(box.result() ? ", penwidth=3];\n" : "];\n");
        }
    }

    /** A label: backslashes and entities mean something in it. */
    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("&", "&amp;")
                        .replace("\n", "\\n")
                + '"';
    }
}
