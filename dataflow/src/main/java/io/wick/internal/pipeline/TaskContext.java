package io.wick.internal.pipeline;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * Where a vertex of a pipeline runs.
 *
 * @param run one for all vertices of a run
 * @param index of the vertex among those that do the same
 * @param inputs what the vertices before it gave, in their order: a {@link Part}, or the value of a
 *     source vertex of the graph
 * @param sides what its steps look things up in, such as the table of a join; see {@link Fused}
 * @param counts to be added to
 */
public record TaskContext(
        UUID run, int index, List<Object> inputs, List<Object> sides, Counts counts) {

    /** The value of an input. */
    public Object input(int index) {
        return inputs.get(index);
    }

    /** What an input that is a part hands on. */
    public @Nullable Object payload(int index) {
        return ((Part) inputs.get(index)).payload();
    }

    /** What a side hands on. */
    public @Nullable Object side(int index) {
        return ((Part) sides.get(index)).payload();
    }
}
