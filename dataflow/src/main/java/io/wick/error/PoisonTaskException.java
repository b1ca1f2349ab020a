package io.wick.error;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A task, or a vertex of a graph, was running on node after node when that node died, so that it is
 * taken for what kills them. It is not tried again, whatever retries it has left.
 */
public final class PoisonTaskException extends TaskException {
    private static final long serialVersionUID = 1L;

    private final List<String> nodes;

    /**
     * @param nodes names of the nodes that died while it ran there, in that order
     */
    public PoisonTaskException(
            TaskInfo task, String message, List<String> nodes, @Nullable Throwable cause) {
        super(task, message, cause);
        this.nodes = List.copyOf(nodes);
    }

    /** Names of the nodes that died while it ran there, in that order. */
    public List<String> nodes() {
        return nodes;
    }
}
