package io.wick.pipeline;

import io.wick.internal.pipeline.DirectSink;
import io.wick.internal.pipeline.Outcomes;

import java.util.List;

/** The sinks there are, for {@link Pipeline#into}. */
public final class Sinks {
    private Sinks() {}

    /** How many rows there are; their columns are not read. */
    public static <T> Sink<T, ?, Long> count() {
        return new DirectSink<>(new Outcomes.Count());
    }

    /** All rows, in their order; they must fit into the memory of the node that starts the run. */
    public static <T> Sink<T, ?, List<T>> list() {
        return new DirectSink<>(new Outcomes.Collect<T>());
    }
}
