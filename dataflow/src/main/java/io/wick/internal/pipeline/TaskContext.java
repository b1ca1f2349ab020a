package io.wick.internal.pipeline;

import java.util.List;
import java.util.UUID;

/**
 * Where a vertex of a pipeline runs.
 *
 * @param run one for all vertices of a run
 * @param index of the vertex among those that do the same
 * @param inputs what the vertices before it gave, in their order
 * @param sides what its steps look things up in, such as the table of a join; see {@link Fused}
 * @param counts to be added to
 */
public record TaskContext(
        UUID run, int index, List<Part> inputs, List<Part> sides, Counts counts) {}
