package io.wick.internal.pipeline;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Arrays;

/** What one vertex did, by stage of the pipeline. Grows while the vertex runs. For one thread. */
public final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KINDS = Kind.values().length;

    /** How often others are shown what a vertex has counted. */
    private static final long SHOWN_NANOS = 100_000_000;

    private int[] stages = new int[4];
    private long[] values = new long[4 * KINDS];
    private int size;

    /** What others see of it while the vertex runs. */
    private transient volatile @Nullable Counts shown;

    private transient long shownAt;

    /** What is counted. */
    public enum Kind {
        /** Rows that a stage took. */
        IN,
        /** Rows that it gave. */
        OUT,
        /** Bytes that it read or handed on. */
        BYTES,
        /** Rows that it left out because they could not be read. */
        SKIPPED,
        /** Nanoseconds of work. */
        NANOS
    }

    /** Adds to a count of a stage. */
    void add(int stage, Kind kind, long value) {
        int at = place(stage) * KINDS + kind.ordinal();
        values[at] += value;
    }

    /**
     * Lets others see what has been counted so far, if they have not been shown it for a while.
     *
     * @param now of {@link System#nanoTime}
     */
    void show(long now) {
        if (now - shownAt >= SHOWN_NANOS) {
            shownAt = now;
            var copy = new Counts();
            copy.add(this);
            shown = copy;
        }
    }

    /** What was shown last; null while nothing was. For any thread. */
    @Nullable Counts shown() {
        return shown;
    }

    /** For each count the larger of the two. */
    void raise(Counts other) {
        for (int i = 0; i < other.size; i++) {
            int at = place(other.stages[i]) * KINDS;
            for (int k = 0; k < KINDS; k++) {
                values[at + k] = Math.max(values[at + k], other.values[i * KINDS + k]);
            }
        }
    }

    /** Adds all counts of another vertex; null adds nothing. */
    void add(@Nullable Counts other) {
        if (other == null) {
            return;
        }
        for (int i = 0; i < other.size; i++) {
            int at = place(other.stages[i]) * KINDS;
            for (int k = 0; k < KINDS; k++) {
                values[at + k] += other.values[i * KINDS + k];
            }
        }
    }

    /** A count of a stage. */
    long get(int stage, Kind kind) {
        for (int i = 0; i < size; i++) {
            if (stages[i] == stage) {
                return values[i * KINDS + kind.ordinal()];
            }
        }
        return 0;
    }

    private int place(int stage) {
        for (int i = 0; i < size; i++) {
            if (stages[i] == stage) {
                return i;
            }
        }
        if (size == stages.length) {
            stages = Arrays.copyOf(stages, size * 2);
            values = Arrays.copyOf(values, size * 2 * KINDS);
        }
        stages[size] = stage;
        return size++;
    }
}
