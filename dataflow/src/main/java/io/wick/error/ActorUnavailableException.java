package io.wick.error;

import org.jspecify.annotations.Nullable;

/**
 * The actor lives but cannot take calls now: no node has room for it, or its whereabouts are not
 * known in time. The call has not run.
 */
public final class ActorUnavailableException extends ActorException {
    private static final long serialVersionUID = 1L;

    public ActorUnavailableException(String actor, String message, @Nullable Throwable cause) {
        super(actor, message, cause);
    }
}
