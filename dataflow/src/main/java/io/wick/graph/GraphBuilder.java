package io.wick.graph;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Fn3;
import io.wick.error.GraphException;
import io.wick.internal.graph.GraphDraft;
import io.wick.internal.graph.GraphDraft.Inputs;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Inclusion;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.numeric.Kernel;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelResult;
import io.wick.numeric.NumericArray;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Builds a {@link Graph} from ordinary functions. Each method adds a stage, one vertex or many, and
 * gives a handle whose value other stages take; {@code build} checks the whole and ends the
 * building.
 *
 * <pre>{@code
 * GraphBuilder g = Graph.builder("mean");
 * Vertex<double[]> samples = g.input("samples", double[].class);
 * Vertices<Double> sums = g.sweep("sum", 8, (i, xs) -> sumOfEighth(xs, i), samples).retries(1);
 * Vertex<Double> sum = g.gather("total", xs -> xs.stream().reduce(0.0, Double::sum), sums);
 * Vertex<Double> mean = g.task("mean", (all, xs) -> all / xs.length, sum, samples);
 * Graph<Double> graph = g.build(mean);
 * }</pre>
 *
 * <p>A stage of many vertices costs a few ints per vertex, not an object. Every method throws a
 * {@link GraphException} that names the vertices when a name is null, blank, taken or has control
 * characters, a function or a vertex is null, a vertex is of another builder, or a vertex gives
 * something else than the function takes (seen by the types that the compiler leaves in a lambda;
 * where it leaves none, the run finds out). After {@code build} every method throws an {@link
 * IllegalStateException}. A method that throws has changed nothing. For one thread.
 */
public final class GraphBuilder {
    private static final Inputs NO_INPUTS = Inputs.NONE;

    private final GraphDraft draft;
    private final Handles handles;

    GraphBuilder(String name) {
        this.draft = new GraphDraft(name);
        this.handles = new Handles(draft);
    }

    /** A value that each run is given by name. */
    public <T> Vertex<T> input(String name, Class<T> type) {
        return one(name, new Operation.Input(Handles.given(type, "type", name)), NO_INPUTS);
    }

    /** A value that is part of the graph; it must not change any more. */
    public <T> Vertex<T> constant(String name, T value) {
        return one(name, new Operation.Constant(Handles.given(value, "value", name)), NO_INPUTS);
    }

    /** A call of a function without arguments. */
    public <R extends @Nullable Object> Vertex<R> task(String name, Fn0<R> fn) {
        return one(name, call(name, fn), NO_INPUTS);
    }

    /** A call of a function of one value. */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertex<R> task(
            String name, Fn1<A, R> fn, Vertex<? extends A> a) {
        return one(name, call(name, fn), handles.inputs(name, a));
    }

    /** A call of a function of two values. */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            Vertex<R> task(
                    String name, Fn2<A, B, R> fn, Vertex<? extends A> a, Vertex<? extends B> b) {
        return one(name, call(name, fn), handles.inputs(name, a, b));
    }

    /** A call of a function of three values. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            Vertex<R> task(
                    String name,
                    Fn3<A, B, C, R> fn,
                    Vertex<? extends A> a,
                    Vertex<? extends B> b,
                    Vertex<? extends C> c) {
        return one(name, call(name, fn), handles.inputs(name, a, b, c));
    }

    /** A call of a function of a list: the values of these vertices in their order. */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertex<R> gather(
            String name, Fn1<? super List<A>, R> fn, List<? extends Vertex<? extends A>> vertices) {
        int[] ids = handles.ids(name, Handles.given(vertices, "list of vertices", name));
        return one(name, gathering(name, fn), (i, to) -> to.addAll(ids));
    }

    /** A call of a function of a list: the values of all vertices of a stage in their order. */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertex<R> gather(
            String name, Fn1<? super List<A>, R> fn, Vertices<? extends A> vertices) {
        Vertices<? extends A> all = handles.own(name, vertices);
        return one(name, gathering(name, fn), (i, to) -> to.addRange(all.first, all.size()));
    }

    /** A call per vertex of a stage, of a function of its value. */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertices<R> map(
            String name, Fn1<A, R> fn, Vertices<? extends A> vertices) {
        int first = handles.own(name, vertices).first;
        return many(name, call(name, fn), vertices.size(), (i, to) -> to.add(first + i));
    }

    /**
     * A call per pair of vertices of two stages, the first with the first and so on.
     *
     * @throws GraphException when one stage has more vertices than the other
     */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            Vertices<R> zip(
                    String name,
                    Fn2<A, B, R> fn,
                    Vertices<? extends A> as,
                    Vertices<? extends B> bs) {
        int a = handles.own(name, as).first;
        int b = handles.own(name, bs).first;
        if (as.size() != bs.size()) {
            throw new GraphException(
                    "'"
                            + name
                            + "' zips '"
                            + as.name()
                            + "', which has "
                            + as.size()
                            + " vertices, with '"
                            + bs.name()
                            + "', which has "
                            + bs.size()
                            + ". Zip stages of one size, or say with sweep(..) which belong"
                            + " together");
        }
        return many(
                name,
                call(name, fn),
                as.size(),
                (i, to) -> {
                    to.add(a + i);
                    to.add(b + i);
                });
    }

    /** {@code count} calls of a function of an index, from 0. */
    public <R extends @Nullable Object> Vertices<R> sweep(
            String name, int count, Fn1<Integer, R> fn) {
        return many(name, indexed(name, fn, null, false), count, NO_INPUTS);
    }

    /** {@code count} calls of a function of an index, from 0, and the value of a vertex. */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertices<R> sweep(
            String name, int count, Fn2<Integer, A, R> fn, Vertex<? extends A> shared) {
        return many(name, indexed(name, fn, null, false), count, handles.inputs(name, shared));
    }

    /**
     * {@code count} calls of a function of an index and a list: the general form of dependence.
     *
     * <pre>{@code
     * // each point takes itself and its neighbours of the step before
     * now = g.sweep("step " + t, width, step, before, i -> IntStream.rangeClosed(
     *         Math.max(0, i - 1), Math.min(width - 1, i + 1)).toArray());
     * }</pre>
     *
     * @param inputs called once per vertex, here and now: the indices in {@code of} of the vertices
     *     whose values it gets, in this order; empty for none. The array is copied
     * @throws GraphException when such an index is out of range; names the vertex and the index
     */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertices<R> sweep(
            String name,
            int count,
            Fn2<Integer, List<A>, R> fn,
            Vertices<? extends A> of,
            IntFunction<int[]> inputs) {
        var picked =
                new Handles.Picked(
                        name,
                        "'" + handles.own(name, of).name() + "'",
                        range(of.first, of.size()),
                        Handles.given(inputs, "function of inputs", name));
        return many(name, indexed(name, fn, null, true), count, picked::add);
    }

    /**
     * The same over vertices of any stages.
     *
     * @param inputs called once per vertex: the indices in {@code of} of the vertices it takes
     */
    public <A extends @Nullable Object, R extends @Nullable Object> Vertices<R> sweep(
            String name,
            int count,
            Fn2<Integer, List<A>, R> fn,
            List<? extends Vertex<? extends A>> of,
            IntFunction<int[]> inputs) {
        var picked =
                new Handles.Picked(
                        name,
                        "the list of vertices",
                        handles.ids(name, Handles.given(of, "list of vertices", name)),
                        Handles.given(inputs, "function of inputs", name));
        return many(name, indexed(name, fn, null, true), count, picked::add);
    }

    /** A call of a function for each parameter, in their order. They are copied into a list. */
    public <P extends @Nullable Object, R extends @Nullable Object> Vertices<R> sweep(
            String name, List<? extends P> parameters, Fn1<P, R> fn) {
        List<?> copy = copy(Handles.given(parameters, "list of parameters", name));
        return many(name, indexed(name, fn, copy, false), copy.size(), NO_INPUTS);
    }

    /** A call of a function for each parameter, which also takes the value of a vertex. */
    public <P extends @Nullable Object, A extends @Nullable Object, R extends @Nullable Object>
            Vertices<R> sweep(
                    String name,
                    List<? extends P> parameters,
                    Fn2<P, A, R> fn,
                    Vertex<? extends A> shared) {
        List<?> copy = copy(Handles.given(parameters, "list of parameters", name));
        return many(
                name, indexed(name, fn, copy, false), copy.size(), handles.inputs(name, shared));
    }

    /**
     * A run of a kernel.
     *
     * @param inputs one for each of its inputs and scalars: vertices, and arrays and numbers that
     *     are part of the graph. Values of vertices are what {@link NumericArray#viewOf} takes,
     *     numbers, or results of kernels, which stand for their first output. A kernel that must
     *     run on a device is placed on a node that has one; any other uses the device of its node
     */
    public Vertex<KernelResult> kernel(String name, Kernel kernel, Object... inputs) {
        return kernel(name, KernelProgram.of(Handles.given(kernel, "kernel", name)), inputs);
    }

    /**
     * A run of several kernels in one vertex, so that what they hand on stays on the device. So
     * does what a vertex of kernels hands on to the only other one that takes it, on the same node,
     * when a device takes both: they run as one, in the second.
     */
    public Vertex<KernelResult> kernel(String name, KernelProgram program, Object... inputs) {
        KernelCalls.Bound bound = KernelCalls.bind(handles, name, program, inputs, 0);
        return KernelCalls.placed(
                one(name, gathering(name, bound.fn()), (i, to) -> to.addAll(bound.vertices())),
                program);
    }

    /**
     * A run of kernels per vertex of a stage: its value comes first, then what is the same for all.
     *
     * @param shared the further inputs, as for {@link #kernel}
     */
    public Vertices<KernelResult> kernels(
            String name, KernelProgram program, Vertices<?> each, Object... shared) {
        int first = handles.own(name, each).first;
        KernelCalls.Bound bound = KernelCalls.bind(handles, name, program, shared, 1);
        Vertices<KernelResult> made =
                many(
                        name,
                        gathering(name, bound.fn()),
                        each.size(),
                        (i, to) -> {
                            to.add(first + i);
                            to.addAll(bound.vertices());
                        });
        return KernelCalls.placed(made, program);
    }

    /**
     * The values of keys of an Ignite cache at the time of the run, null where it has none. What
     * takes one of them alone runs on the key's primary node.
     */
    public <K, V> Vertices<V> cacheKeys(
            String name, String cache, List<? extends K> keys, Class<V> type) {
        List<?> copy = copy(Handles.given(keys, "list of keys", name));
        int missing = copy.indexOf(null);
        if (missing >= 0) {
            throw new GraphException(
                    "Key " + missing + " of '" + name + "' is null. A cache has no null keys");
        }
        var operation =
                new Operation.CacheKeys(
                        Handles.given(cache, "cache", name),
                        copy,
                        Handles.given(type, "type", name));
        return many(name, operation, copy.size(), NO_INPUTS);
    }

    /**
     * The partitions of an Ignite cache, for tasks that read their entries where they are.
     *
     * @param partitions how many the cache has, as {@link io.wick.Wick#partitions} tells; compiling
     *     the graph checks it
     */
    public <K, V> Vertices<CachePartition<K, V>> cachePartitions(
            String name, String cache, int partitions, Class<K> keyType, Class<V> valueType) {
        Handles.given(keyType, "key type", name);
        Handles.given(valueType, "value type", name);
        var operation =
                new Operation.CachePartitions(Handles.given(cache, "cache", name), partitions);
        return many(name, operation, partitions, NO_INPUTS);
    }

    /**
     * Copies the stages of a graph into this one, each named {@code name/stage}, and gives its
     * result.
     *
     * @param inputs a vertex for each of its inputs, by the input's name
     * @throws GraphException when an input is missing, unknown or gets a vertex of another type
     */
    public <S extends @Nullable Object> Vertex<S> include(
            String name, Graph<S> sub, Map<String, ? extends Vertex<?>> inputs) {
        var bindings = new LinkedHashMap<String, Integer>();
        Handles.given(inputs, "map of inputs", name)
                .forEach((input, vertex) -> bindings.put(input, handles.own(name, vertex).id));
        GraphModel model = Handles.given(sub, "graph", name).model();
        int id = Inclusion.include(draft, name, model, bindings);
        Stage stage = draft.stageOf(id);
        return new Vertex<>(draft, stage.id(), id, stage.count() == 1);
    }

    /**
     * The graph, with one result. Vertices that it does not need run as well.
     *
     * @throws GraphException when the vertex is of another builder
     */
    public <R extends @Nullable Object> Graph<R> build(Vertex<R> result) {
        return new Graph<>(draft.build(new int[] {handles.own("the result", result).id}, true));
    }

    /** The graph, with the list of the values of a stage as its result. */
    public <R extends @Nullable Object> Graph<List<R>> build(Vertices<R> results) {
        int first = handles.own("the result", results).first;
        return new Graph<>(draft.build(range(first, results.size()), false));
    }

    /** The graph, with the list of the values of several vertices as its result. */
    public Graph<List<@Nullable Object>> buildAll(List<? extends Vertex<?>> results) {
        return new Graph<>(
                draft.build(
                        handles.ids("the result", Handles.given(results, "list", "the result")),
                        false));
    }

    private <R extends @Nullable Object> Vertex<R> one(
            String name, Operation operation, Inputs inputs) {
        Stage stage = draft.add(name, operation, 1, inputs);
        return new Vertex<>(draft, stage.id(), stage.first(), true);
    }

    private <R extends @Nullable Object> Vertices<R> many(
            String name, Operation operation, int count, Inputs inputs) {
        return new Vertices<>(draft, draft.add(name, operation, count, inputs));
    }

    private Operation call(String name, Serializable fn) {
        return new Operation.Call(Handles.given(fn, "function", name), false, null, false);
    }

    private Operation gathering(String name, Serializable fn) {
        return new Operation.Call(Handles.given(fn, "function", name), false, null, true);
    }

    private Operation indexed(
            String name, Serializable fn, @Nullable List<?> parameters, boolean gathered) {
        return new Operation.Call(Handles.given(fn, "function", name), true, parameters, gathered);
    }

    private static int[] range(int first, int count) {
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> first + i);
        return ids;
    }

    private static List<?> copy(List<?> values) {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }
}
