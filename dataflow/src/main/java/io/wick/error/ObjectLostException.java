package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The object is gone: freed, or lost with its nodes and not to be rebuilt. */
public final class ObjectLostException extends WickException {
    private static final long serialVersionUID = 1L;

    public ObjectLostException(String message) {
        this(message, null);
    }

    public ObjectLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
