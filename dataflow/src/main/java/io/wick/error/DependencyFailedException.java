package io.wick.error;

import org.jspecify.annotations.Nullable;

/** A ref the task depends on failed; {@link #getCause} is that failure. The task never ran. */
public final class DependencyFailedException extends TaskException {
    private static final long serialVersionUID = 1L;

    public DependencyFailedException(TaskInfo task, String message, @Nullable Throwable cause) {
        super(task, message, cause);
    }
}
