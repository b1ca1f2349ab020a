package io.wick.graph;

import io.wick.error.GraphException;
import io.wick.internal.graph.GraphDraft;
import io.wick.internal.graph.Stage;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A stage of vertices that do the same, of a graph that is being built. It keeps nothing per
 * vertex: {@link #get} makes a handle when asked. The option methods hold for all vertices; they
 * are for tasks, and throw a {@link GraphException} on a source; after {@code build} they throw an
 * {@link IllegalStateException}. For one thread.
 *
 * @param <T> the type of the value of each vertex
 */
public final class Vertices<T extends @Nullable Object> extends StageHandle<Vertices<T>> {
    final int first;
    private final int count;

    Vertices(GraphDraft draft, Stage stage) {
        super(draft, stage.id());
        this.first = stage.first();
        this.count = stage.count();
    }

    /** The name of the stage. */
    public String name() {
        return draft.stage(stage).name();
    }

    /** How many vertices; 1 or more. */
    public int size() {
        return count;
    }

    /**
     * One of them.
     *
     * @param index from 0
     * @throws GraphException when there is no such vertex
     */
    public Vertex<T> get(int index) {
        if (index < 0 || index >= count) {
            throw new GraphException(
                    "'" + name() + "' has the vertices 0 to " + (count - 1) + ", not " + index);
        }
        return new Vertex<>(draft, stage, first + index, false);
    }

    /** All of them, in order. */
    public Stream<Vertex<T>> stream() {
        return IntStream.range(0, count).mapToObj(this::get);
    }

    /** A view of all of them, in order. */
    public List<Vertex<T>> asList() {
        return new View();
    }

    @Override
    public String toString() {
        return count + " vertices '" + name() + "' of the graph '" + draft.name() + "'";
    }

    @Override
    Vertices<T> self() {
        return this;
    }

    @Override
    void checkWhole(String option) {}

    private final class View extends AbstractList<Vertex<T>> implements RandomAccess {
        @Override
        public Vertex<T> get(int index) {
            Objects.checkIndex(index, count);
            return Vertices.this.get(index);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
