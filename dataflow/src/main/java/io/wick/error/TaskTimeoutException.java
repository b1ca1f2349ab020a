package io.wick.error;

import org.jspecify.annotations.Nullable;

/** One attempt took longer than the task's timeout. */
public final class TaskTimeoutException extends TaskException {
    private static final long serialVersionUID = 1L;

    public TaskTimeoutException(TaskInfo task, String message, @Nullable Throwable cause) {
        super(task, message, cause);
    }
}
