package io.wick.error;

/**
 * This process is a client that its cluster has given up, because it was not heard for too long.
 * What it had under way is lost: tasks and graphs that it had submitted, objects that it owned,
 * actors and placement groups that it had made. It joins again by itself under another id; until
 * then, new work fails with this too.
 */
public final class DisconnectedException extends WickException {
    private static final long serialVersionUID = 1L;

    public DisconnectedException(String message) {
        super(message, null);
    }
}
