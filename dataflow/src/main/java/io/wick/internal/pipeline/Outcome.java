package io.wick.internal.pipeline;

import io.wick.column.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a run is for: how its rows end in the vertices, and what becomes of that at the driver.
 *
 * @param <R> what the run gives
 */
public interface Outcome<R extends @Nullable Object> {
    /** Its name as a stage. */
    String name();

    /** The columns that it needs of the rows. */
    Set<String> wanted(Schema<?> schema);

    /**
     * The end of vertices; {@code firstPart} is the number of the first of them, of {@code parts}.
     */
    Terminal terminal(int stage, Schema<?> schema, int firstPart, int parts);

    /** Makes the result of what the vertices handed on. */
    R finish(List<@Nullable Object> payloads) throws Exception;

    /** Called when the run failed or was cancelled. */
    default void discard(UUID run) throws Exception {}
}
