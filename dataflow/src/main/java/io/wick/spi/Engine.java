package io.wick.spi;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Ready;
import io.wick.ResultStream;
import io.wick.Stats;
import io.wick.TaskOptions;
import io.wick.graph.Graph;
import io.wick.graph.Plan;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@link io.wick.Wick} asks of an engine; the contracts are those of its methods there.
 * Thread-safe.
 */
public interface Engine {
    <T> ObjectRef<T> put(T value);

    /** {@link #submit(TaskCall, TaskOptions)} with the default options, as fast as can be. */
    <R extends @Nullable Object> ObjectRef<R> submit(Fn0<R> fn);

    <R extends @Nullable Object> ObjectRef<R> submit(TaskCall call, TaskOptions options);

    /** The task's result, cut by {@code parts} where it ran, as {@code count} objects. */
    <T> List<ObjectRef<T>> split(TaskCall call, TaskOptions options, int count, Fn1<?, ?> parts);

    /** The call gives a {@code Stream}, {@code Iterator} or {@code Iterable}. */
    <T> ResultStream<T> stream(TaskCall call, TaskOptions options, int buffer);

    <T> Ready<T> await(
            Collection<? extends ObjectRef<? extends T>> refs,
            int count,
            @Nullable Duration timeout);

    /** Values in the order of the refs, fetched together. */
    <T> List<T> getAll(
            Collection<? extends ObjectRef<? extends T>> refs, @Nullable Duration timeout);

    <R extends @Nullable Object> Plan<R> compile(Graph<R> graph);

    /** How many partitions a cache has. */
    int partitions(String cache);

    /** The entries of a partition, from this node if it has it. */
    <K, V> Stream<Map.Entry<K, V>> entries(String cache, int partition);

    /**
     * Named fields of the values of a partition, read without the values' class; null for a field
     * that a value does not have.
     */
    Stream<@Nullable Object[]> fields(String cache, int partition, List<String> names);

    /** A way to put many entries into a cache that is there. */
    CacheLoad load(String cache);

    /** The actors. */
    Actors actors();

    /** The placement groups. */
    Groups groups();

    /** Objects that are kept under names. */
    NameStore names();

    /** Runs that outlive their starter. */
    DurableRuns durableRuns();

    List<NodeInfo> nodes();

    Stats stats();

    /** The engine that has come in the place of this one when its node had to join anew. */
    default Engine current() {
        return this;
    }

    boolean isClosed();

    void close();
}
