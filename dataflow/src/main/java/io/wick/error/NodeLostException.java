package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The task's nodes died more often than it may be retried. */
public final class NodeLostException extends TaskException {
    private static final long serialVersionUID = 1L;

    public NodeLostException(TaskInfo task, String message, @Nullable Throwable cause) {
        super(task, message, cause);
    }
}
