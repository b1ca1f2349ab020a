package io.wick.error;

import org.jspecify.annotations.Nullable;

/** No node of the cluster could ever run the task: it asks for more than any of them has. */
public final class InfeasibleException extends WickException {
    private static final long serialVersionUID = 1L;

    public InfeasibleException(String message) {
        this(message, null);
    }

    public InfeasibleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
