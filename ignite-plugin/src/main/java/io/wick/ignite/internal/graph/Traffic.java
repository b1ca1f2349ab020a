package io.wick.ignite.internal.graph;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what came from other nodes, by pair of stages. */
final class Traffic {
    private final Map<Long, Count> counts = new ConcurrentHashMap<>();

    /** Values and bytes. */
    static final class Count {
        final LongAdder values = new LongAdder();
        final LongAdder bytes = new LongAdder();
    }

    void add(int fromStage, int toStage, long values, long bytes) {
        Count count = counts.computeIfAbsent((long) fromStage << 32 | toStage, key -> new Count());
        count.values.add(values);
        count.bytes.add(bytes);
    }

    /** The counts by {@code fromStage << 32 | toStage}. */
    Map<Long, Count> counts() {
        return counts;
    }
}
