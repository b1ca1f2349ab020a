package io.wick.error;

/**
 * A durable run of this name is there, running or with its result: {@code wick.durableRun(name)}
 * gives it, its {@code remove()} frees the name.
 */
public final class RunNameTakenException extends DurableRunException {
    private static final long serialVersionUID = 1L;

    public RunNameTakenException(String run, String message) {
        super(run, message, null);
    }
}
