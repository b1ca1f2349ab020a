package io.wick.internal.pipeline;

import io.wick.Wick;
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

    /** Called before anything runs; throws when it is known that the run would fail. */
    default void prepare(Driver driver, Schema<?> schema) throws Exception {}

    /** Makes the result of what the vertices handed on. */
    R finish(Driver driver, List<@Nullable Object> payloads) throws Exception;

    /** Called when the run failed or was cancelled. */
    default void discard(Driver driver) throws Exception {}

    /**
     * Where a run was started.
     *
     * @param run its id
     */
    record Driver(Wick wick, UUID run) {}
}
