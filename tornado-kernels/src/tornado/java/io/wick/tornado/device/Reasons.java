package io.wick.tornado.device;

import java.lang.reflect.InvocationTargetException;
import java.util.regex.Pattern;

/** Errors of TornadoVM in words. */
final class Reasons {
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private Reasons() {}

    /** The message of the innermost cause; its type where it has no message. */
    static String of(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        if (message != null) {
            // colours of a terminal, and a trace of the stack that is in the error anyway
            message = COLOUR.matcher(message).replaceAll("");
            int trace = message.indexOf("Stacktrace:");
            message = trace < 0 ? message : message.substring(0, trace);
        }
        return message == null || message.isBlank() || cause instanceof InvocationTargetException
                ? name
                : name + ": " + message.strip().replace("\n", " ");
    }
}
