package io.wick.ignite.internal.graph;

import io.wick.graph.CachePartition;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.OnDisk;
import io.wick.ignite.internal.object.Ref;
import io.wick.internal.numeric.DeferredKernels;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The values of a durable run that this node vouches for to be on disk: those it has written, and
 * those it has found to have the primary copy of when it was asked by a new keeper. Thread-safe.
 */
final class Shelf {
    /** Values of a stage whose size nobody can guess that wait until one has been written. */
    private static final int MOST_UNKNOWN = 8;

    /** After a value that was not written, so many of its stage are not tried. */
    private static final int PAUSE = 16;

    private final DiskValues disk;
    private final UUID run;
    private final BitSet vouched = new BitSet();

    /** All that may be on disk because of this node, or was found by it. */
    private final BitSet there = new BitSet();

    private final Map<Integer, Known> stages = new HashMap<>();
    private long bytes;
    private boolean distrusted;
    private boolean closed;

    Shelf(DiskValues disk, UUID run) {
        this.disk = disk;
        this.run = run;
    }

    /** What the values of a stage have shown. */
    private static final class Known {
        private int waiting;
        private int toSkip;
        private long bytes = -1;
    }

    /** A vertex has its value: that is written if it is worth it. */
    void offer(int stage, int vertex, Object outcome, @Nullable UUID application, long nanos) {
        if (outcome instanceof Failure
                || outcome instanceof DeferredKernels
                || outcome instanceof CachePartition<?, ?>) {
            return;
        }
        long estimate;
        synchronized (this) {
            Known known = stages.computeIfAbsent(stage, s -> new Known());
            boolean sure = isSizeSure(outcome);
            if (closed || !sure && known.bytes < 0 && known.waiting >= MOST_UNKNOWN) {
                return;
            }
            if (known.toSkip > 0) {
                known.toSkip--;
                return;
            }
            known.waiting++;
            estimate = Codec.estimateBytes(outcome);
            estimate = sure ? estimate : Math.max(estimate, known.bytes);
        }
        disk.write(
                new DiskValues.Made(run, vertex, outcome, application, nanos, estimate),
                new Writing(stage, vertex));
    }

    private final class Writing implements DiskValues.Writer {
        private final int stage;
        private final int vertex;

        Writing(int stage, int vertex) {
            this.stage = stage;
            this.vertex = vertex;
        }

        @Override
        public boolean isWanted() {
            return isOpen();
        }

        @Override
        public void ended(long size) {
            written(stage, vertex, size);
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private static boolean isSizeSure(Object outcome) {
        return outcome == Ref.NULL
                || outcome instanceof Number
                || outcome instanceof String
                || Codec.exactBytes(outcome) >= 0;
    }

    private synchronized void written(int stage, int vertex, long size) {
        Known known = stages.computeIfAbsent(stage, s -> new Known());
        known.waiting--;
        if (size < 0) {
            known.toSkip = PAUSE;
            return;
        }
        known.bytes = size;
        vouched.set(vertex);
        there.set(vertex);
        bytes += size;
    }

    /** Values were found. */
    synchronized void found(BitSet vertices) {
        vouched.or(vertices);
        there.or(vertices);
    }

    /**
     * Values were found that another node had vouched for: they count unless one of the run could
     * not be read, as who finds that out counts on those that nobody vouches for then.
     */
    synchronized void foundOfLost(BitSet vertices) {
        there.or(vertices);
        if (!distrusted) {
            vouched.or(vertices);
        }
    }

    /** What stands for a value that is on disk; null when it is not known to be. */
    synchronized @Nullable OnDisk get(int vertex) {
        return vouched.get(vertex) ? new OnDisk(run, vertex) : null;
    }

    /** Adds the vertices whose values are on disk. */
    synchronized void addTo(BitSet kept) {
        kept.or(vouched);
    }

    /** Some value could not be read: no other of now is relied on. */
    synchronized void distrust() {
        distrusted = true;
        vouched.clear();
    }

    /** Nothing more is written. */
    synchronized void close() {
        closed = true;
    }

    /** The run is over. */
    void clear() {
        close();
        disk.remove(run, this::all, this::size);
    }

    private synchronized BitSet all() {
        return (BitSet) there.clone();
    }

    private synchronized long size() {
        return bytes;
    }
}
