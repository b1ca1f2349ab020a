package io.wick.ignite.internal.function;

import org.jspecify.annotations.Nullable;

/** Words for the messages about classes that are not there. */
final class MissingClass {
    private static final int MAX_CAUSES = 20;

    private MissingClass() {}

    /** The class that a failure says is missing, or else {@code otherwise}. */
    static String nameIn(Throwable failure, String otherwise) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            String message = cause.getMessage();
            boolean names =
                    cause instanceof ClassNotFoundException
                            || cause instanceof NoClassDefFoundError;
            if (names && message != null && !message.isBlank()) {
                return message.split(" ", 2)[0].replace('/', '.');
            }
            cause = cause.getCause();
        }
        return otherwise;
    }

    static String nameOf(ClassLoader loader) {
        return loader.getName() == null ? loader.getClass().getSimpleName() : loader.getName();
    }
}
