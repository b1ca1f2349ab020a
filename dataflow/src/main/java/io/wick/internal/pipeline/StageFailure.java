package io.wick.internal.pipeline;

import io.wick.error.PipelineException;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

/** A failure on its way out of a vertex, with the innermost stage it went through. */
final class StageFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final Exception failure;

    private StageFailure(String stage, Exception failure) {
        super(failure);
        this.stage = stage;
        this.failure = failure;
    }

    /** The failure of a stage; one that has a stage keeps it. Interrupts pass as they are. */
    static Exception in(String stage, Exception failure) {
        return failure instanceof StageFailure || failure instanceof InterruptedException
                ? failure
                : new StageFailure(stage, failure);
    }

    /** What the run fails with: says the stage and what was read, and keeps the user's cause. */
    static Exception told(Exception failure, String fallback, String reading) {
        if (failure instanceof InterruptedException) {
            return failure;
        }
        String stage = failure instanceof StageFailure inner ? inner.stage : fallback;
        Exception cause = failure instanceof StageFailure inner ? inner.failure : failure;
        return new PipelineException(
                "The stage '"
                        + stage
                        + "' failed"
                        + (reading.isEmpty() ? "" : " on " + reading)
                        + ": "
                        + message(cause),
                cause);
    }

    private static @Nullable String message(Exception cause) {
        return cause instanceof WickException ? cause.getMessage() : cause.toString();
    }
}
