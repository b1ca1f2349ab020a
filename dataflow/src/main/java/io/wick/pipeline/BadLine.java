package io.wick.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A line of a file that could not be read as a row.
 *
 * @param file where it is
 * @param line its number, from 1; that of its first line if it has several
 * @param column the name of the column that was wrong; null if the line as a whole was
 * @param text what stood there
 * @param problem what was wrong with it
 */
public record BadLine(
        String file, long line, @Nullable String column, @Nullable String text, String problem) {
    /** The line in words: {@code data/a.csv, line 7, column 'delay': expected a whole number}. */
    @Override
    public String toString() {
        return file
                + ", line "
                + line
                + (column == null ? "" : ", column '" + column + "'")
                + ": "
                + problem;
    }
}
