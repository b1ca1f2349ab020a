package io.wick.internal.graph;

import io.wick.TaskOptions;

/**
 * Vertices that do the same: one, or those of a sweep. Their ids follow each other.
 *
 * @param id index among the graph's stages
 * @param name unique in the graph
 * @param operation what its vertices do
 * @param options resources, placement, timeout, retries; those of a task
 * @param first the id of its first vertex
 * @param count how many vertices it has, 1 or more
 * @param expectedNanos the user's estimate of the time of one vertex; 0 when unknown
 * @param expectedBytes the user's estimate of the size of one value; -1 when unknown
 */
public record Stage(
        int id,
        String name,
        Operation operation,
        TaskOptions options,
        int first,
        int count,
        long expectedNanos,
        long expectedBytes) {

    /** The name of one of its vertices: {@code mean}, or {@code part[7]} in a sweep. */
    public String vertexName(int vertex) {
        return count == 1 ? name : name + "[" + (vertex - first) + "]";
    }

    /** A copy with other options. */
    Stage withOptions(TaskOptions value) {
        return new Stage(id, name, operation, value, first, count, expectedNanos, expectedBytes);
    }

    /** A copy with other estimates. */
    Stage withExpected(long nanos, long bytes) {
        return new Stage(id, name, operation, options, first, count, nanos, bytes);
    }
}
