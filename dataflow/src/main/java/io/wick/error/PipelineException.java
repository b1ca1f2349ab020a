package io.wick.error;

/**
 * A pipeline cannot be built or run as it is: a record that does not fit, a source that is not
 * there, a function that gave null. Names the stage and says what to change.
 */
public final class PipelineException extends WickException {
    private static final long serialVersionUID = 1L;

    public PipelineException(String message) {
        super(message, null);
    }

    public PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
