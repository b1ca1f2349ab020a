package io.wick.tornado.device;

import java.lang.reflect.InvocationTargetException;

/** Errors of TornadoVM in words. */
final class Reasons {
    private Reasons() {}

    /** The message of the innermost cause; its type where it has no message. */
    static String of(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || message.isBlank() || cause instanceof InvocationTargetException
                ? name
                : name + ": " + message.strip();
    }
}
