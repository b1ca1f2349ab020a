package io.wick.graph;

import io.wick.error.GraphException;
import io.wick.internal.graph.GraphDraft;
import io.wick.internal.graph.IntColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Checks what a {@link GraphBuilder} is given and turns handles into ids. */
record Handles(GraphDraft draft) {

    /** The value, unless it is null. */
    static <V> V given(@Nullable V value, String what, @Nullable String stage) {
        if (value == null) {
            throw new GraphException("The " + what + " of '" + stage + "' is null: give one");
        }
        return value;
    }

    /** The vertex, if it is one of this graph. */
    <T extends @Nullable Object> Vertex<T> own(@Nullable String taker, @Nullable Vertex<T> vertex) {
        if (vertex == null) {
            throw new GraphException(
                    "'"
                            + taker
                            + "' of the graph '"
                            + draft.name()
                            + "' takes a vertex that is"
                            + " null. Take what a method of the builder gave");
        }
        check(taker, vertex);
        return vertex;
    }

    /** The vertices, if they are of this graph. */
    <T extends @Nullable Object> Vertices<T> own(
            @Nullable String taker, @Nullable Vertices<T> vertices) {
        if (vertices == null) {
            throw new GraphException(
                    "'"
                            + taker
                            + "' of the graph '"
                            + draft.name()
                            + "' takes vertices that are"
                            + " null. Take what a method of the builder gave");
        }
        check(taker, vertices);
        return vertices;
    }

    /** The ids of vertices of this graph. */
    int[] ids(@Nullable String taker, List<? extends Vertex<?>> vertices) {
        int[] ids = new int[vertices.size()];
        int i = 0;
        for (Vertex<?> vertex : vertices) {
            ids[i++] = own(taker, vertex).id;
        }
        return ids;
    }

    /** Vertices of this graph as the inputs of each vertex of a stage. */
    GraphDraft.Inputs inputs(@Nullable String taker, Vertex<?>... vertices) {
        int[] ids = ids(taker, Arrays.asList(vertices));
        return (i, to) -> to.addAll(ids);
    }

    private void check(@Nullable String taker, StageHandle<?> handle) {
        if (handle.draft != draft) {
            throw new GraphException(
                    "'"
                            + taker
                            + "' of the graph '"
                            + draft.name()
                            + "' takes "
                            + handle
                            + ", which another builder made. Take a vertex of this builder, or"
                            + " include(..) the other graph once it is built");
        }
    }

    /**
     * The inputs that a user's function picks out of others.
     *
     * @param from what they are, in messages
     * @param of the vertices to pick from
     */
    record Picked(String stage, String from, int[] of, IntFunction<int[]> inputs) {
        void add(int index, IntColumn to) {
            for (int picked : pick(index)) {
                if (picked < 0 || picked >= of.length) {
                    throw new GraphException(
                            vertex(index)
                                    + " takes the value "
                                    + picked
                                    + " of "
                                    + from
                                    + ", which has the vertices 0 to "
                                    + (of.length - 1)
                                    + ". Leave neighbours that are not there out");
                }
                to.add(of[picked]);
            }
        }

        private int[] pick(int index) {
            int[] picked;
            try {
                picked = inputs.apply(index);
            } catch (RuntimeException e) {
                throw new GraphException(
                        "The function that gives the inputs of " + vertex(index) + " failed: " + e,
                        e);
            }
            if (picked == null) {
                throw new GraphException(
                        "The inputs of "
                                + vertex(index)
                                + " are null. Give an empty array for none");
            }
            return picked;
        }

        private String vertex(int index) {
            return "'" + stage + "[" + index + "]'";
        }
    }
}
