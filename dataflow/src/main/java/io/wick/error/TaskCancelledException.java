package io.wick.error;

import org.jspecify.annotations.Nullable;

/** The task was cancelled, itself or through its parent. */
public final class TaskCancelledException extends TaskException {
    private static final long serialVersionUID = 1L;

    public TaskCancelledException(TaskInfo task, String message, @Nullable Throwable cause) {
        super(task, message, cause);
    }
}
