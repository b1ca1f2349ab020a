package io.wick.error;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.UUID;

/**
 * Which task an error is about.
 *
 * @param name its name, or that of its function
 * @param node where the attempt ran; null when it had not started
 * @param attempt 1 for the first
 */
public record TaskInfo(String name, @Nullable UUID node, int attempt) implements Serializable {
    @Override
    public String toString() {
        return "task '"
                + name
                + "'"
                + (node == null ? ", not started" : ", node " + node)
                + ", attempt "
                + attempt;
    }
}
