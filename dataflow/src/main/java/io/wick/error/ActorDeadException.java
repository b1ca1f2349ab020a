package io.wick.error;

import org.jspecify.annotations.Nullable;

/**
 * The actor is dead for good: killed, ended, its constructor failed, its owner left, or its node
 * died and it has no restarts left. No later call will run.
 */
public final class ActorDeadException extends ActorException {
    private static final long serialVersionUID = 1L;

    public ActorDeadException(String actor, String message, @Nullable Throwable cause) {
        super(actor, message, cause);
    }
}
