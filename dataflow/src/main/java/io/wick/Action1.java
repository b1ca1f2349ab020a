package io.wick;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * What an actor does without a result, with one argument, the first of which is the actor's state.
 * Lambdas and method references are the usual implementations; what they capture travels with them.
 */
@FunctionalInterface
public interface Action1<A extends @Nullable Object> extends Serializable {
    /** Does it; any exception becomes the cause of a {@link io.wick.error.TaskFailedException}. */
    void call(A a) throws Exception;
}
