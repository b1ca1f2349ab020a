package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.object.OnDisk;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Values of vertices of durable runs, in a cache that is on disk where Ignite's persistence is on:
 * what is left of a run when its whole cluster has stopped. Thread-safe; throws nothing.
 */
public interface DiskValues {
    /** Whether there is such a cache; where there is none, none of the others is of use. */
    boolean isOn();

    /**
     * A value that may be worth it.
     *
     * @param run the durable run
     * @param vertex its number in the graph
     * @param outcome the value, or {@link io.wick.ignite.internal.object.Ref#NULL}
     * @param application whose classes it has
     * @param nanos how long it took to make
     * @param estimate its size in bytes, as far as is known
     */
    record Made(
            UUID run,
            int vertex,
            Object outcome,
            @Nullable UUID application,
            long nanos,
            long estimate) {}

    /**
     * Writes a value soon, or does not: when that costs more than it is worth, when too many wait,
     * when there is no room, when it has refs or actors inside. Does not block.
     *
     * @param ended hears how many bytes it takes when it is on disk; a negative number when it was
     *     not written
     */
    void write(Made made, LongConsumer ended);

    /**
     * Finds the vertices of a run whose values this node has the primary copies of. Does not block;
     * nothing is heard when they cannot be listed now.
     */
    void find(UUID run, Consumer<BitSet> found);

    /**
     * Reads a value; blocks.
     *
     * @param application whose classes it has
     * @return its outcome; null when it is not there or cannot be read
     */
    @Nullable Object read(OnDisk value, @Nullable UUID application);

    /** Removes a value, soon. */
    void remove(OnDisk value);

    /**
     * Removes values of a run, soon, after all that is to be written.
     *
     * @param vertices is asked then
     * @param bytes how many this node has written of it; is asked then
     */
    void remove(UUID run, Supplier<BitSet> vertices, LongSupplier bytes);
}
