package io.wick.internal.run;

import java.util.ArrayDeque;

/** The last things that happened to a run, for its errors. */
final class Story {
    private static final int LENGTH = 24;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long left;

    void add(String line) {
        if (lines.size() == LENGTH) {
            lines.removeFirst();
            left++;
        }
        lines.addLast(line);
    }

    @Override
    public String toString() {
        return (left > 0 ? "(" + left + " earlier) " : "") + String.join("; ", lines);
    }
}
