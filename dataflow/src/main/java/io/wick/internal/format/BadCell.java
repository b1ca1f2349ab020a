package io.wick.internal.format;

import org.jspecify.annotations.Nullable;

/** A field or line that is not what it should be. Cheap: a file may have millions. */
public final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String column;
    private final @Nullable String text;

    /**
     * @param column which was wrong; null for the line as a whole
     * @param text what stood there
     */
    public BadCell(@Nullable String column, @Nullable String text, String problem) {
        super(problem, null, false, false);
        this.column = column;
        this.text = text;
    }

    public @Nullable String column() {
        return column;
    }

    public @Nullable String text() {
        return text;
    }

    /** What was wrong. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
