package io.wick;

import org.jspecify.annotations.Nullable;

/**
 * Frees what was kept in it when it closes. For use in try-with-resources by one thread.
 *
 * <pre>{@code
 * try (Scope scope = wick.scope()) {
 *     ObjectRef<double[]> xs = scope.keep(wick.put(samples));
 * } // xs is released here
 * }</pre>
 */
public interface Scope extends AutoCloseable {
    /** Adds a ref and gives it back; {@link #close} frees it. */
    <T extends @Nullable Object> ObjectRef<T> keep(ObjectRef<T> ref);

    /** Frees all refs kept, the last first. Closing twice does nothing. */
    @Override
    void close();
}
