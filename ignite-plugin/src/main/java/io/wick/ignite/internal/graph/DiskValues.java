package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.object.OnDisk;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.UUID;
import java.util.function.Consumer;
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

    /** Who has a value written. */
    interface Writer {
        /** Whether it is still to be written. */
        boolean isWanted();

        /**
         * It was, or was not.
         *
         * @param bytes how many it takes on disk; negative when it was not written
         */
        void ended(long bytes);
    }

    /**
     * Writes a value soon, or does not: when that costs more than it is worth, when too many wait,
     * when there is no room, when it has refs or actors inside. Does not block.
     */
    void write(Made made, Writer by);

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
