package io.wick.spi;

import io.wick.graph.DurableRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** An engine's durable runs; the contracts are those of {@link io.wick.Wick}. Thread-safe. */
public interface DurableRuns {
    /** The run of a name; null when there is none. */
    <R> @Nullable DurableRun<R> find(String name, Class<R> type);

    /** All runs that were not removed, by name. */
    List<DurableRun.Info> list();
}
