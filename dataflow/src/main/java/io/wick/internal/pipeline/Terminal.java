package io.wick.internal.pipeline;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/** What becomes of the rows at the end of a vertex. Immutable; travels. */
public interface Terminal extends Serializable {
    /** An end for the rows of one vertex. */
    End open(TaskContext context) throws Exception;

    /** Takes rows and gives what the vertex hands on. */
    interface End extends Receiver {
        @Override
        default void finish() throws Exception {}

        /** What the vertex hands on; called once, after the last row. */
        @Nullable Object payload() throws Exception;

        /** Called instead when something failed. */
        default void discard() throws Exception {}
    }
}
