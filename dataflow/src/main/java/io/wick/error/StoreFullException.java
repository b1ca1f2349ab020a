package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The object store has no room, or the object is larger than its limit. The node goes on. */
public final class StoreFullException extends WickException {
    private static final long serialVersionUID = 1L;

    public StoreFullException(String message) {
        this(message, null);
    }

    public StoreFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
