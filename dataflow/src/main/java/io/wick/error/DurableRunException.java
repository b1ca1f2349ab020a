package io.wick.error;

import org.jspecify.annotations.Nullable;

/** Something about a durable run that is not a failure of its graph. */
public class DurableRunException extends WickException {
    private static final long serialVersionUID = 1L;

    private final String run;

    /**
     * @param run its name
     */
    public DurableRunException(String run, String message, @Nullable Throwable cause) {
        super("Durable run '" + run + "': " + message, cause);
        this.run = run;
    }

    /** The name of the run. */
    public String run() {
        return run;
    }
}
