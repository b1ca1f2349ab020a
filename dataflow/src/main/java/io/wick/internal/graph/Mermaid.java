package io.wick.internal.graph;

/** Writes a sketch as a Mermaid flow chart. */
public final class Mermaid {
    private final Sketch sketch;
    private final StringBuilder out = new StringBuilder();

    private Mermaid(Sketch sketch) {
        this.sketch = sketch;
    }

    /** The text of a drawing. */
    public static String draw(Sketch sketch) {
        var mermaid = new Mermaid(sketch);
        mermaid.draw();
        return mermaid.out.toString();
    }

    private void draw() {
        out.append("---\ntitle: \"").append(yaml(sketch.title())).append("\"\n---\n");
        out.append("flowchart TD\n");
        drawBoxes(-1, "  ");
        for (int group = 0; group < sketch.groups().size(); group++) {
            out.append("  subgraph n").append(group).append("[\"");
            out.append(label(sketch.groups().get(group))).append("\"]\n");
            drawBoxes(group, "    ");
            out.append("  end\n");
        }
        for (Sketch.Arrow arrow : sketch.arrows()) {
            out.append("  ").append(sketch.boxes().get(arrow.from()).id()).append(" -->");
            if (!arrow.label().isEmpty()) {
                out.append("|\"").append(label(arrow.label())).append("\"|");
            }
            out.append(' ').append(sketch.boxes().get(arrow.to()).id()).append('\n');
        }
        out.append("  classDef result stroke-width:3px\n");
        for (Sketch.Box box : sketch.boxes()) {
            if (box.result()) {
                out.append("  class ").append(box.id()).append(" result\n");
            }
        }
    }

    private void drawBoxes(int group, String indent) {
        for (Sketch.Box box : sketch.boxes()) {
            if (box.group() == group) {
                out.append(indent).append(box.id()).append(shaped(box)).append('\n');
            }
        }
    }

    private static String shaped(Sketch.Box box) {
        String label = "\"" + label(box.label()) + "\"";
        return switch (box.shape()) {
            case INPUT -> "[/" + label + "/]";
            case CONSTANT -> "([" + label + "])";
            case SOURCE -> "[(" + label + ")]";
            case TASK -> "[" + label + "]";
        };
    }

    /**
     * The text with entity codes for all but letters, digits, and what surely means nothing in
     * Mermaid, HTML or Markdown, which Mermaid looks for in labels as well.
     */
    private static String label(String text) {
        var label = new StringBuilder();
        int before = ' ';
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int after = i < text.length() ? text.codePointAt(i) : ' ';
            boolean inside = isWord(before) && isWord(after);
            if (isWord(c) || " /,[]".indexOf(c) >= 0 || (inside && "._-".indexOf(c) >= 0)) {
                label.appendCodePoint(c);
            } else {
                label.append('#').append(c).append(';');
            }
            before = c;
        }
        return label.toString();
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static String yaml(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
