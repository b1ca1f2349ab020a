package io.wick.error;

import org.jspecify.annotations.Nullable;

/** A failure of one task: which, where, and in what attempt. */
public abstract class TaskException extends WickException {
    private static final long serialVersionUID = 1L;

    private final TaskInfo task;

    protected TaskException(TaskInfo task, String message, @Nullable Throwable cause) {
        super(message + " [" + task + "]", cause);
        this.task = task;
    }

    /** The task that failed. */
    public TaskInfo task() {
        return task;
    }
}
