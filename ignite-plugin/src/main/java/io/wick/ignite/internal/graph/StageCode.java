package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.internal.numeric.KernelStage;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A stage as a node runs it.
 *
 * @param kind what its vertices do
 * @param function the function of a {@link Kind#CALL}
 * @param indexed whether the first argument is the vertex's parameter
 * @param gathered whether the inputs are one argument, a list
 * @param parameters the parameters, or the keys of a {@link Kind#KEY}; null for the index itself
 * @param value the value of a {@link Kind#CONSTANT}
 * @param cache the cache of a {@link Kind#KEY} or {@link Kind#PARTITION}
 * @param resources what a vertex holds
 * @param timeoutNanos limit for a vertex, 0 for none
 * @param retries how often a vertex runs again after one of {@code retryOn}
 * @param speculative whether a slow vertex gets a second attempt on another node
 */
record StageCode(
        String name,
        int first,
        int count,
        Kind kind,
        @Nullable Object function,
        boolean indexed,
        boolean gathered,
        @Nullable List<?> parameters,
        @Nullable Object value,
        @Nullable String cache,
        Resources resources,
        long timeoutNanos,
        int retries,
        List<Class<? extends Throwable>> retryOn,
        boolean speculative) {

    /** The order is part of the wire format. */
    enum Kind {
        /** A value given with the run. */
        INPUT,
        /** A value of the graph. */
        CONSTANT,
        /** A function. */
        CALL,
        /** The value of a key of a cache. */
        KEY,
        /** A partition of a cache. */
        PARTITION
    }

    /** Whether it runs within a worker's turn: one CPU, no limit, nobody asks how long it takes. */
    boolean plain() {
        return resources == Resources.ONE_CPU && timeoutNanos == 0 && !speculative;
    }

    /** Whether its function runs kernels and nothing else. */
    boolean runsKernels() {
        return function instanceof KernelStage;
    }

    /** Whether a vertex is one of its own, with a parameter where they are given. */
    boolean says(int vertex) {
        long at = (long) vertex - first;
        List<?> given = parameters;
        return at >= 0 && at < count && (given == null || at < given.size());
    }

    String vertexName(int vertex) {
        return count == 1 ? name : name + "[" + (vertex - first) + "]";
    }

    /** Calls the function for a vertex with the values of its inputs. */
    @Nullable Object call(int vertex, @Nullable Object[] in) throws Exception {
        Object fn = function;
        if (fn == null) {
            throw new IllegalStateException("Stage '" + name + "' has no function");
        }
        return TaskCall.invoke(fn, arguments(vertex, in));
    }

    /** The arguments of the function for a vertex with the values of its inputs. */
    @Nullable Object[] arguments(int vertex, @Nullable Object[] in) {
        if (!indexed) {
            return gathered ? new @Nullable Object[] {list(in)} : in;
        }
        if (gathered) {
            return new @Nullable Object[] {parameter(vertex), list(in)};
        }
        var arguments = new @Nullable Object[in.length + 1];
        arguments[0] = parameter(vertex);
        System.arraycopy(in, 0, arguments, 1, in.length);
        return arguments;
    }

    /** The parameter or key of a vertex. */
    @Nullable Object parameter(int vertex) {
        var given = parameters;
        return given == null ? (Object) (vertex - first) : given.get(vertex - first);
    }

    boolean retriesAfter(Throwable thrown) {
        for (Class<? extends Throwable> type : retryOn) {
            if (type.isInstance(thrown)) {
                return true;
            }
        }
        return false;
    }

    private static List<@Nullable Object> list(@Nullable Object[] values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
