package io.wick.actor;

import org.jspecify.annotations.Nullable;

/**
 * An actor that says itself what of it is kept in checkpoints. An actor that does not implement
 * this is kept as a whole, as a value that travels.
 *
 * @param <S> what is kept; any value that travels
 */
public interface Checkpointable<S extends @Nullable Object> {
    /** What to keep; called between two calls, and written before the next one. */
    S checkpoint();

    /** Called on a new instance, after its constructor, before its first call. */
    void restore(S kept);
}
