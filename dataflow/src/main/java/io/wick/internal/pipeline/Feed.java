package io.wick.internal.pipeline;

import java.io.Serializable;

/** Where the rows of a vertex come from. Immutable; travels. */
interface Feed extends Serializable {
    /** Pushes all rows, or as many as are wanted; does not call {@link Receiver#finish}. */
    void feed(TaskContext context, Receiver to) throws Exception;

    /** What the vertex with this index reads, for errors; empty when it is nothing to name. */
    default String describe(int index) {
        return "";
    }
}
