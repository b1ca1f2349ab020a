package io.wick.benchmarks.queries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured of one engine. For use by one thread. */
final class Timings {
    private final long startNanos;
    private final Map<Query, Long> cold = new EnumMap<>(Query.class);
    private final Map<Query, List<Long>> warm = new EnumMap<>(Query.class);
    private long peakHeap;
    private long peakResident;

    /** Of an engine that took so long to start. */
    Timings(long startNanos) {
        this.startNanos = startNanos;
    }

    /**
     * Adds an execution.
     *
     * @param warmedUp whether it counts; the first one of a query is the cold one in any case
     */
    void add(Query query, EngineJvm.Execution execution, boolean warmedUp) {
        cold.putIfAbsent(query, execution.nanos());
        if (warmedUp) {
            warm.computeIfAbsent(query, _ -> new ArrayList<>()).add(execution.nanos());
        }
        peakHeap = Math.max(peakHeap, execution.peakHeap());
        peakResident = Math.max(peakResident, execution.peakResident());
    }

    double startSeconds() {
        return startNanos / 1e9;
    }

    /** Milliseconds of the first execution in a JVM. */
    double coldMillis(Query query) {
        return cold.getOrDefault(query, 0L) / 1e6;
    }

    /** Milliseconds, the median of those that count. */
    double warmMillis(Query query) {
        var sorted = new ArrayList<>(warm.getOrDefault(query, List.of()));
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        long nanos =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return nanos / 1e6;
    }

    long peakHeap() {
        return peakHeap;
    }

    long peakResident() {
        return peakResident;
    }
}
