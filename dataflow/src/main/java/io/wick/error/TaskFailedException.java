package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The function threw; {@link #getCause} is what it threw, with the stack of the node it ran on. */
public final class TaskFailedException extends TaskException {
    private static final long serialVersionUID = 1L;

    public TaskFailedException(TaskInfo task, String message, @Nullable Throwable cause) {
        super(task, message, cause);
    }
}
