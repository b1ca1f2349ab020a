package io.wick.graph;

import io.wick.internal.graph.GraphModel;

import org.jspecify.annotations.Nullable;

/**
 * A graph of tasks, checked when it was built. Immutable, thread-safe.
 *
 * @param <R> what a run of it gives
 */
public final class Graph<R extends @Nullable Object> {
    private final GraphModel model;

    Graph(GraphModel model) {
        this.model = model;
    }

    /**
     * Starts to build a graph.
     *
     * @param name shown in errors, reports and drawings
     * @throws io.wick.error.GraphException when the name is null, blank or has control characters
     */
    public static GraphBuilder builder(String name) {
        return new GraphBuilder(name);
    }

    /** Its name. */
    public String name() {
        return model.name();
    }

    /** The graph in arrays, for engines. */
    public GraphModel model() {
        return model;
    }

    @Override
    public String toString() {
        return "graph '"
                + name()
                + "': stages "
                + model.stages().size()
                + ", vertices "
                + model.size()
                + ", edges "
                + model.edges();
    }
}
