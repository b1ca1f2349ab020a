package io.wick.error;

/**
 * This node is cut off from its cluster, or was not heard for too long: a client that was given up,
 * or a server that the others have shut out or that cannot reach most of them. What it had under
 * way is lost: tasks and graphs that it had submitted, objects that it owned, actors and placement
 * groups that it had made. It joins again by itself under another id, unless it is a server that
 * Wick has not started; until then, new work fails with this too.
 */
public final class DisconnectedException extends WickException {
    private static final long serialVersionUID = 1L;

    public DisconnectedException(String message) {
        super(message, null);
    }
}
