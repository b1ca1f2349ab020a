package io.wick.error;

import org.jspecify.annotations.Nullable;

/** A call that an actor did not answer, or an actor that could not be made. */
public abstract class ActorException extends WickException {
    private static final long serialVersionUID = 1L;

    private final String actor;

    protected ActorException(String actor, String message, @Nullable Throwable cause) {
        super(message + " [actor " + actor + "]", cause);
        this.actor = actor;
    }

    /** The actor's name, or its id when it has none. */
    public String actor() {
        return actor;
    }
}
