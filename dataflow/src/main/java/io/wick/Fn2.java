package io.wick;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * A function of two arguments that Wick may run on any node. Lambdas and method references are the
 * usual implementations; what they capture travels with them.
 */
@FunctionalInterface
public interface Fn2<
                A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
        extends Serializable {
    /**
     * Computes the result; any exception becomes the cause of a {@link
     * io.wick.error.TaskFailedException}.
     */
    R call(A a, B b) throws Exception;
}
