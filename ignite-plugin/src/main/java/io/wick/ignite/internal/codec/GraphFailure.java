package io.wick.ignite.internal.codec;

/**
 * Fory could not write a graph, or was told not to; the way from there to a message is {@link
 * FieldPath}.
 */
final class GraphFailure extends Exception {
    private static final long serialVersionUID = 1L;

    GraphFailure(Throwable cause) {
        super(cause.getMessage(), cause, false, false);
    }

    /** What happened first. */
    Throwable root() {
        Throwable root = this;
        for (int i = 0; i < 100 && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return root;
    }
}
