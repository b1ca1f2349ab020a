package io.wick.error;

import org.jspecify.annotations.Nullable;

/** Another actor has this name already. */
public final class ActorNameTakenException extends ActorException {
    private static final long serialVersionUID = 1L;

    public ActorNameTakenException(String actor, String message, @Nullable Throwable cause) {
        super(actor, message, cause);
    }
}
