package io.wick.error;

import org.jspecify.annotations.Nullable;

/**
 * The call was under way when the actor's node died; the actor starts again elsewhere. The call may
 * have run or not: give it retries if it is to be sent again.
 */
public final class ActorRestartingException extends ActorException {
    private static final long serialVersionUID = 1L;

    public ActorRestartingException(String actor, String message, @Nullable Throwable cause) {
        super(actor, message, cause);
    }
}
