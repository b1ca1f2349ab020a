package io.wick.graph;

/** Where the vertices of a plan run, and why. Immutable. */
public final class Explanation {
    private final String text;

    Explanation(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
