package io.wick.graph;

import io.wick.internal.graph.Dot;
import io.wick.internal.graph.GraphJsonReader;
import io.wick.internal.graph.GraphJsonWriter;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Mermaid;
import io.wick.internal.graph.Sketch;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A graph of tasks, checked when it was built. Immutable, thread-safe.
 *
 * @param <R> what a run of it gives
 */
public final class Graph<R extends @Nullable Object> {
    private static final StackWalker CALLER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

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

    /**
     * Reads a graph that {@link #toJson} wrote, with functions and values of the package of the
     * calling class and of those below it alone: what {@link #fromJson(String, Class, Allowed)}
     * does with {@link Allowed#packagesOf}.
     */
    public static <R> Graph<R> fromJson(String json, Class<R> resultType) {
        return fromJson(json, resultType, Allowed.packagesOf(CALLER.getCallerClass()));
    }

    /**
     * Reads a graph with the classes of this thread's context class loader; see {@link
     * #fromJson(String, Class, Allowed, ClassLoader)}.
     */
    public static <R> Graph<R> fromJson(String json, Class<R> resultType, Allowed allowed) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return fromJson(
                json, resultType, allowed, loader == null ? Graph.class.getClassLoader() : loader);
    }

    /**
     * Reads a graph that {@link #toJson} wrote. Such a text says which of your functions run, on
     * which values. It can use the functions of allowed classes, with arguments of its own choice,
     * and no others; a method that one of them refers to must be of an allowed class too, or of the
     * JDK's numbers, texts, times and collections. Of the classes it names, allowed records, enums,
     * classes without fields that are functions, and those that have the lambdas are used.
     *
     * @param resultType what a run gives; {@code List.class} for a graph with several results
     * @param allowed which classes the text may use
     * @param loader where the classes of its functions and values are
     * @throws io.wick.error.GraphException when the text is none of a graph, of another version, or
     *     of a graph with another result; when a class is not allowed, not there or has changed;
     *     when it would have more than 16,777,216 vertices and more than the text has characters.
     *     It begins with the JSON path of the place
     */
    public static <R> Graph<R> fromJson(
            String json, Class<R> resultType, Allowed allowed, ClassLoader loader) {
        return new Graph<>(
                GraphJsonReader.read(
                        Objects.requireNonNull(json, "json"),
                        Objects.requireNonNull(resultType, "resultType"),
                        Objects.requireNonNull(loader, "loader"),
                        Objects.requireNonNull(allowed, "allowed")));
    }

    /**
     * The graph as JSON, functions included: those that are lambdas, method references, enums or
     * without state. It is good for the classes of now: a lambda is known by the name that the
     * compiler gave its method, a method reference by the method's own.
     *
     * @throws io.wick.error.GraphException when a function captures, or the graph holds, something
     *     that JSON cannot keep: else than null, strings, numbers, booleans, characters, enums,
     *     UUID, Duration, Instant, arrays of primitives, and the JDK's lists, sets and maps, and
     *     records, of those. Names the stage
     */
    public String toJson() {
        return GraphJsonWriter.write(model);
    }

    /**
     * The graph as a Mermaid flow chart: a box per vertex up to 60 of them and 500 edges, else a
     * box per stage with how many it has. Inputs are slanted, constants round, caches cylinders,
     * results bold.
     */
    public String toMermaid() {
        return Mermaid.draw(Sketch.of(model));
    }

    /** The same as a Graphviz digraph. */
    public String toDot() {
        return Dot.draw(Sketch.of(model));
    }

    /** Its name. */
    public String name() {
        return model.name();
    }

    /** A graph that an engine has read; its result is of the type that was checked before. */
    public static Graph<?> of(GraphModel model) {
        return new Graph<>(model);
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
