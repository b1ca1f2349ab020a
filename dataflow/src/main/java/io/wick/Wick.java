package io.wick;

import io.wick.actor.ActorBuilder;
import io.wick.actor.ActorInfo;
import io.wick.actor.ActorOptions;
import io.wick.actor.ActorPool;
import io.wick.actor.ActorRef;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.Plan;
import io.wick.group.PlacementGroupBuilder;
import io.wick.spi.Engine;
import io.wick.spi.Engines;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The way into Wick: runs functions as tasks on a cluster and keeps values as objects in it.
 *
 * <pre>{@code
 * try (Wick wick = Wick.start()) {
 *     ObjectRef<double[]> xs = wick.put(samples);
 *     ObjectRef<Double> mean = wick.submit(() -> Stats.mean(xs.get()));
 *     System.out.println(mean.get());
 * }
 * }</pre>
 *
 * <p>Thread-safe. A function may capture a {@code Wick}: where it runs, it is that node's.
 */
public final class Wick implements AutoCloseable {
    private final Engine engine;
    private final boolean owned;

    private Wick(Engine engine, boolean owned) {
        this.engine = engine;
        this.owned = owned;
    }

    /** Starts a server node in this JVM, alone and on loopback only. Takes about a second. */
    public static Wick start() {
        return start(WickConfig.fromEnvironment());
    }

    /**
     * Starts a server node in this JVM, configured on the spot: {@code Wick.start(c -> c.cpus(4))}.
     */
    public static Wick start(UnaryOperator<WickConfig.Builder> change) {
        return start(change.apply(WickConfig.builder()).build());
    }

    /**
     * Starts a server node in this JVM. When it is cut off from its cluster, or was frozen for too
     * long, what it had under way fails with {@link io.wick.error.DisconnectedException}, and it
     * joins anew by itself under another id.
     *
     * @throws io.wick.error.ConfigException when the configuration cannot work
     */
    public static Wick start(WickConfig config) {
        return new Wick(Engines.start(config), true);
    }

    /**
     * Joins the cluster at {@code host:port[..port]} addresses as a client node, which runs no
     * tasks.
     */
    public static Wick connect(String... addresses) {
        return connect(WickConfig.builder().addresses(addresses).build());
    }

    /**
     * Joins the cluster at {@link WickConfig#addresses} as a client node, which runs no tasks. When
     * the server that it has joined through dies or freezes, it goes on through another. If the
     * cluster gives it up all the same, what it had under way fails with {@link
     * io.wick.error.DisconnectedException}, and it joins anew by itself.
     *
     * @throws io.wick.error.ConfigException when no address is configured or none answers
     */
    public static Wick connect(WickConfig config) {
        return new Wick(Engines.connect(config), true);
    }

    /**
     * The Wick of a running node that has the plugin: an {@code org.apache.ignite.Ignite}, server
     * or client. Closing it leaves the node running.
     *
     * @throws io.wick.error.ConfigException when the object is no such node or lacks the plugin
     */
    public static Wick on(Object ignite) {
        return new Wick(Engines.on(ignite), false);
    }

    /**
     * Inside a task the Wick of the node it runs on; elsewhere the only one of this JVM.
     *
     * @throws io.wick.error.ConfigException when there is none, or several
     */
    public static Wick current() {
        return new Wick(Engines.current(), false);
    }

    /**
     * Copies a value into the object store, with a backup on another node where there is one. Later
     * changes to the argument do not show.
     *
     * @throws io.wick.error.SerializationException when it cannot be stored; names the field
     * @throws io.wick.error.StoreFullException when there is no room for it
     */
    public <T> ObjectRef<T> put(T value) {
        return engine().put(
                        Objects.requireNonNull(
                                value, "A null cannot be put: leave it out, or put an Optional"));
    }

    /**
     * Runs a function as a task. Refs that it captures are its dependencies: it starts when they
     * are complete, near the largest, and {@code get()} on them does not block.
     *
     * @throws io.wick.error.SerializationException when it captures what cannot travel; names the
     *     field
     */
    public <R extends @Nullable Object> ObjectRef<R> submit(Fn0<R> fn) {
        return engine().submit(Objects.requireNonNull(fn, "fn"));
    }

    /** A task of a function without arguments. */
    public <R extends @Nullable Object> TaskBuilder<R> task(Fn0<R> fn) {
        return of(fn);
    }

    /** A task of a function of one value. */
    public <A extends @Nullable Object, R extends @Nullable Object> TaskBuilder<R> task(
            Fn1<A, R> fn, A a) {
        return of(fn, a);
    }

    /**
     * A task of a function of the value of a ref. An untyped lambda is ambiguous here for the
     * compiler: write {@code (double[] xs) -> ...}, a method reference, or capture the ref.
     */
    public <A extends @Nullable Object, R extends @Nullable Object> TaskBuilder<R> task(
            Fn1<A, R> fn, ObjectRef<? extends A> a) {
        return of(fn, a);
    }

    /** A task of a function of two values. */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            TaskBuilder<R> task(Fn2<A, B, R> fn, A a, B b) {
        return of(fn, a, b);
    }

    /** A task of a function of a ref's value and a value. */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            TaskBuilder<R> task(Fn2<A, B, R> fn, ObjectRef<? extends A> a, B b) {
        return of(fn, a, b);
    }

    /** A task of a function of a value and a ref's value. */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            TaskBuilder<R> task(Fn2<A, B, R> fn, A a, ObjectRef<? extends B> b) {
        return of(fn, a, b);
    }

    /** A task of a function of the values of two refs. */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            TaskBuilder<R> task(
                    Fn2<A, B, R> fn, ObjectRef<? extends A> a, ObjectRef<? extends B> b) {
        return of(fn, a, b);
    }

    /** A task of a function of three values. To mix values and refs, capture them in a lambda. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            TaskBuilder<R> task(Fn3<A, B, C, R> fn, A a, B b, C c) {
        return of(fn, a, b, c);
    }

    /** A task of a function of the values of three refs. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            TaskBuilder<R> task(
                    Fn3<A, B, C, R> fn,
                    ObjectRef<? extends A> a,
                    ObjectRef<? extends B> b,
                    ObjectRef<? extends C> c) {
        return of(fn, a, b, c);
    }

    /** A task whose results can be read while it runs; the producer stays at most 64 ahead. */
    public <T> ResultStream<T> stream(Fn0<? extends Stream<? extends T>> generator) {
        return stream(generator, TaskOptions.DEFAULT, 64);
    }

    /**
     * A task whose results can be read while it runs.
     *
     * @param buffer how many results the producer may be ahead of the reader, 1 or more
     * @throws IllegalArgumentException when buffer is not positive, or the options are speculative
     */
    public <T> ResultStream<T> stream(
            Fn0<? extends Stream<? extends T>> generator, TaskOptions options, int buffer) {
        if (buffer < 1) {
            throw new IllegalArgumentException("buffer must be 1 or more, got " + buffer);
        }
        options.refuseSpeculative("A task that gives a stream");
        options.placement().check(options.resources());
        return engine().stream(TaskCall.of(generator), options, buffer);
    }

    /** An actor whose state a function, usually a constructor, makes where the actor lives. */
    public <A> ActorBuilder<A> actor(Fn0<A> constructor) {
        return actorOf(constructor);
    }

    /** An actor whose state is made of a value. */
    public <X extends @Nullable Object, A> ActorBuilder<A> actor(Fn1<X, A> constructor, X x) {
        return actorOf(constructor, x);
    }

    /** An actor whose state is made of the value of a ref. */
    public <X extends @Nullable Object, A> ActorBuilder<A> actor(
            Fn1<X, A> constructor, ObjectRef<? extends X> x) {
        return actorOf(constructor, x);
    }

    /** An actor whose state is made of two values; for more, or refs, capture them in a lambda. */
    public <X extends @Nullable Object, Y extends @Nullable Object, A> ActorBuilder<A> actor(
            Fn2<X, Y, A> constructor, X x, Y y) {
        return actorOf(constructor, x, y);
    }

    /**
     * So many actors, made by the same constructor on the nodes in turn.
     *
     * @param size 1 or more
     */
    public <A> ActorPool<A> actorPool(int size, Fn0<A> constructor) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be 1 or more, got " + size);
        }
        ActorBuilder<A> builder = actor(constructor).spread();
        var members = new ArrayList<ActorRef<A>>(size);
        for (int i = 0; i < size; i++) {
            members.add(builder.create());
        }
        return poolOf(members);
    }

    /** A pool of actors that there are, made with any options. */
    public <A> ActorPool<A> poolOf(List<ActorRef<A>> members) {
        return new ActorPool<>(this, engine().actors(), members);
    }

    /** The living actor that has this name in the namespace {@code default}. */
    public <A> Optional<ActorRef<A>> findActor(String name, Class<A> type) {
        return findActor(ActorOptions.DEFAULT.namespace(), name, type);
    }

    /**
     * The living actor that has this name.
     *
     * @param type of its state, for the compiler; not checked
     */
    public <A> Optional<ActorRef<A>> findActor(String namespace, String name, Class<A> type) {
        Objects.requireNonNull(type, "type");
        return Optional.ofNullable(
                engine().actors()
                        .find(
                                Objects.requireNonNull(namespace, "namespace"),
                                Objects.requireNonNull(name, "name")));
    }

    /** The actors of the cluster that have a name, may start again, or wait for their place. */
    public List<ActorInfo> actors() {
        return engine().actors().list();
    }

    /** A placement group: resources of several nodes reserved together, all or nothing. */
    public PlacementGroupBuilder placementGroup() {
        return new PlacementGroupBuilder(this);
    }

    private <A> ActorBuilder<A> actorOf(Serializable constructor, @Nullable Object... args) {
        return new ActorBuilder<>(
                engine().actors(),
                new TaskCall(Objects.requireNonNull(constructor, "constructor"), args));
    }

    /**
     * Waits until {@code count} of the refs are complete.
     *
     * @throws IllegalArgumentException when count is negative or larger than the number of refs
     */
    public <T> Ready<T> await(Collection<? extends ObjectRef<? extends T>> refs, int count) {
        return engine().await(refs, checked(refs, count), null);
    }

    /**
     * Waits until {@code count} of the refs are complete or the time is over; the result says which
     * are.
     *
     * @throws IllegalArgumentException when count is negative or larger than the number of refs
     */
    public <T> Ready<T> await(
            Collection<? extends ObjectRef<? extends T>> refs, int count, Duration timeout) {
        return engine().await(refs, checked(refs, count), timeout);
    }

    /**
     * Waits for all and gives their values in order; objects on other nodes are fetched together.
     */
    public <T> List<T> get(Collection<? extends ObjectRef<? extends T>> refs) {
        return engine().getAll(refs, null);
    }

    /** Like {@link #get(Collection)}, within a time for all of them. */
    public <T> List<T> get(Collection<? extends ObjectRef<? extends T>> refs, Duration timeout) {
        return engine().getAll(refs, timeout);
    }

    /** Releases objects now; see {@link ObjectRef#free}. */
    public void free(ObjectRef<?>... refs) {
        Arrays.asList(refs).forEach(ObjectRef::free);
    }

    /** A scope that frees what is kept in it when it closes. */
    public Scope scope() {
        return new FreeingScope();
    }

    /**
     * Plans a graph for the nodes there are: each vertex near its largest input, then where it
     * would be ready soonest.
     *
     * @throws io.wick.error.GraphException when a source names a cache that does not exist or has
     *     another number of partitions
     * @throws io.wick.error.InfeasibleException when no node can run one of the vertices
     * @throws io.wick.error.SerializationException when a function captures what cannot travel
     */
    public <R extends @Nullable Object> Plan<R> compile(Graph<R> graph) {
        return engine().compile(Objects.requireNonNull(graph, "graph"));
    }

    /**
     * The durable run that {@link Plan#start(String)} started under this name, here or on another
     * node, and that was not removed.
     *
     * @param type of its result, {@code List.class} for a graph with several; checked when it is
     *     read
     */
    public <R> Optional<DurableRun<R>> durableRun(String name, Class<R> type) {
        return Optional.ofNullable(
                engine().durableRuns()
                        .find(
                                Objects.requireNonNull(name, "name"),
                                Objects.requireNonNull(type, "type")));
    }

    /** All durable runs that were not removed, by name. */
    public List<DurableRun.Info> durableRuns() {
        return engine().durableRuns().list();
    }

    /**
     * How many partitions a cache of the cluster has.
     *
     * @throws io.wick.error.ConfigException when there is no such cache
     */
    public int partitions(String cache) {
        return engine().partitions(Objects.requireNonNull(cache, "cache"));
    }

    /**
     * The names of the objects that {@link io.wick.pipeline.Sinks#object} keeps in the cluster,
     * sorted.
     */
    public List<String> objectNames() {
        return engine().names().names();
    }

    /**
     * Removes an object that {@link io.wick.pipeline.Sinks#object} keeps. Runs that read it go on.
     *
     * @return false if there is none of this name
     */
    public boolean removeObject(String name) {
        return engine().names().remove(Objects.requireNonNull(name, "name"));
    }

    /** The nodes that take part, this one first. */
    public List<NodeInfo> nodes() {
        return engine().nodes();
    }

    /** Counters of this node. */
    public Stats stats() {
        return engine().stats();
    }

    /**
     * Stops the node when this Wick started it; unfinished tasks submitted from here then fail with
     * {@link io.wick.error.ClosedException}. Otherwise does nothing.
     */
    @Override
    public void close() {
        if (owned) {
            engine().close();
        }
    }

    /** A Wick over an engine that somebody else closes. For engines. */
    public static Wick over(Engine engine) {
        return new Wick(engine, false);
    }

    /** The engine behind this, for modules of Wick. */
    public Engine engine() {
        return engine.current();
    }

    private <R extends @Nullable Object> TaskBuilder<R> of(
            Serializable fn, @Nullable Object... args) {
        return new TaskBuilder<>(engine(), new TaskCall(fn, args));
    }

    private static int checked(Collection<?> refs, int count) {
        if (count < 0 || count > refs.size()) {
            throw new IllegalArgumentException(
                    "await of " + count + " out of " + refs.size() + " refs");
        }
        return count;
    }
}
