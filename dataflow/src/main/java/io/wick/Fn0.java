package io.wick;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * A function of no arguments that Wick may run on any node. Lambdas and method references are the
 * usual implementations; what they capture travels with them.
 */
@FunctionalInterface
public interface Fn0<R extends @Nullable Object> extends Serializable {
    /**
     * Computes the result; any exception becomes the cause of a {@link
     * io.wick.error.TaskFailedException}.
     */
    R call() throws Exception;
}
