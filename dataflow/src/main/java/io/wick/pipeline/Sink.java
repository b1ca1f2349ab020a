package io.wick.pipeline;

import io.wick.Wick;
import io.wick.column.Schema;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * Where the rows of a pipeline go. It travels to the nodes, where a writer takes the rows of each
 * part; what the writers give comes together on the node that started the run.
 *
 * <p>The vertex of a part runs again when its node is lost, so that a part may be written twice;
 * and one whose run fails may be half written. A sink that must not show this writes under another
 * name and makes it visible in {@link #finish}.
 *
 * @param <T> the type of a row
 * @param <P> what the writer of a part gives; must be able to travel
 * @param <R> what the run gives
 */
public interface Sink<T, P extends @Nullable Object, R extends @Nullable Object>
        extends Serializable {
    /**
     * Refuses rows that it cannot write. Called where the pipeline is told to go {@link
     * Pipeline#into into} it.
     *
     * @throws io.wick.error.PipelineException names what does not fit and says what to do
     */
    default void check(Schema<?> schema) {}

    /**
     * Called once on the node that starts the run, before anything runs: throws when it is known
     * already that the rows cannot be written.
     */
    default void prepare(Wick wick, Schema<?> schema) throws Exception {}

    /** A writer for the rows of one part. */
    SinkWriter<P> open(SinkContext context) throws Exception;

    /** Called once on the node that started the run, with what the parts gave in their order. */
    R finish(List<P> parts) throws Exception;

    /** Called on the node that started the run when the run failed or was cancelled. */
    default void discard(UUID run) throws Exception {}

    /** What it is, in a line for people: {@code parquet out/delays}. */
    String describe();
}
