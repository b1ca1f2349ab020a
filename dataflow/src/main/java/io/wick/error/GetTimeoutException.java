package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The value was not there in time; the task goes on. */
public final class GetTimeoutException extends WickException {
    private static final long serialVersionUID = 1L;

    public GetTimeoutException(String message) {
        this(message, null);
    }

    public GetTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
