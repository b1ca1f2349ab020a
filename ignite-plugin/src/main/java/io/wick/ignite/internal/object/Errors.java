package io.wick.ignite.internal.object;

import io.wick.error.TaskException;
import io.wick.error.TaskFailedException;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

/** Errors that can be told, and travel, whatever users put into their exceptions. */
public final class Errors {
    private static final StackTraceElement[] NOWHERE = {};

    private Errors() {}

    /**
     * The same error, to be remembered: the stack of the thread of Wick's that made it tells nobody
     * anything, and takes more memory than the rest. Causes keep theirs.
     */
    public static <E extends WickException> E remembered(E error) {
        error.setStackTrace(NOWHERE);
        return error;
    }

    /** What an exception says; its class when it cannot even do that. */
    public static String text(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName();
        }
    }

    /** The same error with its causes replaced by their class names, messages and stacks. */
    static WickException withoutForeignParts(WickException error) {
        Throwable cause = error.getCause();
        if (error instanceof TaskException failed) {
            var copy = new TaskFailedException(failed.task(), plainMessage(error), plain(cause));
            copy.setStackTrace(error.getStackTrace());
            return copy;
        }
        return error;
    }

    private static String plainMessage(WickException error) {
        String message = String.valueOf(error.getMessage());
        int task = message.lastIndexOf(" [task ");
        return task < 0 ? message : message.substring(0, task);
    }

    private static @Nullable Throwable plain(@Nullable Throwable original) {
        if (original == null) {
            return null;
        }
        var copy = new RuntimeException(text(original), plain(original.getCause()));
        copy.setStackTrace(original.getStackTrace());
        return copy;
    }
}
