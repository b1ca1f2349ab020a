package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The engine is closed or closing; unfinished tasks submitted from it fail with this. */
public final class ClosedException extends WickException {
    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        this(message, null);
    }

    public ClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
