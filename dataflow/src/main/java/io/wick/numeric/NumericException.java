package io.wick.numeric;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

/**
 * A kernel was given what does not fit, or could not run where it had to: names the kernel, the
 * parameter or the device, and what to do.
 */
public final class NumericException extends WickException {
    private static final long serialVersionUID = 1L;

    public NumericException(String message) {
        super(message, null);
    }

    public NumericException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
