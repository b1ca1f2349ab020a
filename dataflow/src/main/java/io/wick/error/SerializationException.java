package io.wick.error;

import org.jspecify.annotations.Nullable;

/** A value cannot travel or be stored; the message has the path of the field at fault. */
public final class SerializationException extends WickException {
    private static final long serialVersionUID = 1L;

    public SerializationException(String message) {
        this(message, null);
    }

    public SerializationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
