package io.wick.error;

/**
 * A graph cannot be built, read, compiled or run as it is: a cycle, an input nobody gives, a value
 * of the wrong type. Names the vertices and says what to change.
 */
public final class GraphException extends WickException {
    private static final long serialVersionUID = 1L;

    public GraphException(String message) {
        super(message, null);
    }

    public GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
