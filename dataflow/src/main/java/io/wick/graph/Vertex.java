package io.wick.graph;

import io.wick.error.GraphException;
import io.wick.internal.graph.GraphDraft;

import org.jspecify.annotations.Nullable;

/**
 * A vertex of a graph that is being built: a value to come, to be handed to other vertices of the
 * same {@link GraphBuilder}. The option methods are for tasks, and throw a {@link GraphException}
 * on an input, a constant, a source, or one vertex of a stage of many; after {@code build} they
 * throw an {@link IllegalStateException}. For one thread.
 *
 * @param <T> the type of its value
 */
public final class Vertex<T extends @Nullable Object> extends StageHandle<Vertex<T>> {
    final int id;
    private final boolean whole;

    Vertex(GraphDraft draft, int stage, int id, boolean whole) {
        super(draft, stage);
        this.id = id;
        this.whole = whole;
    }

    /** Its name: that of its stage, with its index when the stage has many: {@code part[7]}. */
    public String name() {
        return draft.stage(stage).vertexName(id);
    }

    @Override
    public String toString() {
        return "vertex '" + name() + "' of the graph '" + draft.name() + "'";
    }

    @Override
    Vertex<T> self() {
        return this;
    }

    @Override
    void checkWhole(String option) {
        if (!whole) {
            throw new GraphException(
                    "'"
                            + name()
                            + "' is one vertex of a stage, and options hold for all of it: call "
                            + option
                            + "(..) on the Vertices of '"
                            + draft.stage(stage).name()
                            + "'");
        }
    }
}
