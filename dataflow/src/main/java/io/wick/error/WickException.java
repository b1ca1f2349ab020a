package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The root of what Wick throws. Unchecked; travels between nodes. */
public abstract class WickException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected WickException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
