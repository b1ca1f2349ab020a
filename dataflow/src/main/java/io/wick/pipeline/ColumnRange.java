package io.wick.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What a source knows of a column in a part of its data, from the file's statistics for example.
 * Values are those of the record's component: a {@code LocalDate} for a date.
 *
 * @param min the smallest value, or less; null when not known
 * @param max the largest value, or more; null when not known
 * @param mayBeNull whether some values may be null
 * @param mayBeValue whether some values may be other than null
 */
public record ColumnRange(
        @Nullable Object min, @Nullable Object max, boolean mayBeNull, boolean mayBeValue) {
    /** Nothing is known. */
    public static final ColumnRange UNKNOWN = new ColumnRange(null, null, true, true);
}
