package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;

import java.util.List;

/** The times and sizes of a problem, with something sensible where nothing is known. */
final class Expected {
    /**
     * What a partition of a cache counts as when nobody says more: the handle is small, but a
     * consumer elsewhere would read its entries over the network.
     */
    static final long PARTITION_BYTES = 1 << 20;

    private static final byte CALL = 0;
    private static final byte VALUE = 1;
    private static final byte KEY = 2;
    private static final byte PARTITION = 3;

    private final long[] nanos;
    private final long[] bytes;
    private final int[] stageOf;
    private final byte[] kindOfStage;
    private final Costs costs;

    Expected(Problem problem) {
        this.nanos = problem.nanos();
        this.bytes = problem.bytes();
        this.costs = problem.costs();
        GraphModel graph = problem.graph();
        this.stageOf = graph.stageOf();
        List<io.wick.internal.graph.Stage> stages = graph.stages();
        this.kindOfStage = new byte[stages.size()];
        for (int stage = 0; stage < kindOfStage.length; stage++) {
            kindOfStage[stage] =
                    switch (stages.get(stage).operation()) {
                        case Operation.Call call -> CALL;
                        case Operation.Input input -> VALUE;
                        case Operation.Constant constant -> VALUE;
                        case Operation.CacheKeys keys -> KEY;
                        case Operation.CachePartitions partitions -> PARTITION;
                    };
        }
    }

    /** The time of a vertex; values that are given take none. */
    long nanos(int vertex) {
        if (isValue(vertex)) {
            return 0;
        }
        return nanos[vertex] > 0 ? nanos[vertex] : costs.defaultNanos();
    }

    /** The size of a value. */
    long bytes(int vertex) {
        long known = bytes[vertex];
        if (known >= 0) {
            return known;
        }
        return kindOfStage[stageOf[vertex]] == PARTITION ? PARTITION_BYTES : costs.defaultBytes();
    }

    /** Whether the vertex calls a function. */
    boolean isCall(int vertex) {
        return kindOfStage[stageOf[vertex]] == CALL;
    }

    /** Whether the vertex is a value given at the run or with the graph. */
    boolean isValue(int vertex) {
        return kindOfStage[stageOf[vertex]] == VALUE;
    }
}
