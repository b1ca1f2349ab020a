package io.wick.error;

/** The thread was interrupted while it waited for a value; its interrupt flag is set again. */
public final class InterruptedWaitException extends WickException {
    private static final long serialVersionUID = 1L;

    public InterruptedWaitException(String message) {
        super(message, null);
    }
}
