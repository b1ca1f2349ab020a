package io.wick.internal.graph;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;

/** What the vertices of a stage do. */
public sealed interface Operation {
    /**
     * A value given at each run; a stage of one vertex.
     *
     * @param type what it is an instance of; never a primitive
     */
    record Input(Class<?> type) implements Operation {
        public Input {
            type = ValueType.boxed(type);
        }
    }

    /** A value that is part of the graph; a stage of one vertex. */
    record Constant(Object value) implements Operation {}

    /**
     * A call of a function. Its arguments are, in this order: the vertex's parameter when the stage
     * is {@code indexed}; then the values of the inputs, one by one, or all as one list when {@code
     * gathered}.
     *
     * @param fn a {@link io.wick.Fn0} to {@link io.wick.Fn3}
     * @param indexed whether the first argument is the parameter of the vertex
     * @param parameters the parameter of each vertex; null when it is its index in the stage
     * @param gathered whether the values of all inputs are one argument, a list
     */
    record Call(Serializable fn, boolean indexed, @Nullable List<?> parameters, boolean gathered)
            implements Operation {}

    /**
     * The value of a key of a cache, one vertex per key; runs on the key's primary node.
     *
     * @param type what the values are
     */
    record CacheKeys(String cache, List<?> keys, Class<?> type) implements Operation {
        public CacheKeys {
            type = ValueType.boxed(type);
        }

        /** Keys of values of which nothing is known. */
        public CacheKeys(String cache, List<?> keys) {
            this(cache, keys, Object.class);
        }
    }

    /**
     * A {@link io.wick.graph.CachePartition} per vertex; runs on the partition's primary node.
     *
     * @param partitions how many partitions the cache has, and vertices the stage
     */
    record CachePartitions(String cache, int partitions) implements Operation {}
}
