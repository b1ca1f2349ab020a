package io.wick.error;

/** The durable run was removed; another may have its name by now. */
public final class RunRemovedException extends DurableRunException {
    private static final long serialVersionUID = 1L;

    public RunRemovedException(String run) {
        super(run, "it was removed, and its result with it", null);
    }
}
