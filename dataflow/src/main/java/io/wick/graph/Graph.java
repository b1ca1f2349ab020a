package io.wick.graph;

import io.wick.internal.graph.GraphModel;

import org.jspecify.annotations.Nullable;

/** A graph of tasks, checked when it was built. Immutable, thread-safe. */
public final class Graph<R extends @Nullable Object> {
    private final GraphModel model;

    Graph(GraphModel model) {
        this.model = model;
    }

    /** The graph in arrays, for engines. */
    public GraphModel model() {
        return model;
    }
}
