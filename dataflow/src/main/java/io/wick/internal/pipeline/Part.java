package io.wick.internal.pipeline;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * What a vertex gives: its counts, and what the vertices after it take.
 *
 * @param counts null when somebody else brings them to the driver
 */
public record Part(@Nullable Counts counts, @Nullable Object payload) implements Serializable {
    /** What it did alone, without its data. */
    Part countsOnly() {
        return new Part(counts, null);
    }
}
