package io.wick.internal.pipeline;

import io.wick.column.Schema;

import java.util.Set;

/** How a stage that needs rows of several parts together becomes vertices. Immutable. */
public interface Exchange {
    /** See {@link Step#needs}. */
    Set<String> needs(Schema<?> from, Set<String> wanted);

    /** See {@link Step#onlyDrops}. */
    default boolean onlyDrops() {
        return false;
    }

    /** Ends the vertices before it and begins those after it. */
    Pending lower(Lowering lowering, Pending input, Fused.Named stage);
}
