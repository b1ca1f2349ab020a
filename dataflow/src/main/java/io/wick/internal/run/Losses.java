package io.wick.internal.run;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;

import java.util.BitSet;

/**
 * What may have been running somewhere when it was lost. Not what is known to have run, as somebody
 * has its value, nor what lacked an input.
 */
final class Losses {
    private final GraphModel graph;

    /** Vertices that are known to have run. */
    private final BitSet ran;

    /** Vertices that were to run but are known not to have run. */
    private final BitSet notRun;

    /**
     * @param ran may be changed afterwards
     * @param notRun vertices of the same time that had not run when it was over
     */
    Losses(GraphModel graph, BitSet ran, BitSet notRun) {
        this.graph = graph;
        this.ran = (BitSet) ran.clone();
        this.notRun = notRun;
    }

    /** The vertices of {@code lost} that may have been running. Linear in vertices and edges. */
    BitSet mayHaveRun(BitSet lost) {
        int[] order = graph.order();
        for (int i = order.length - 1; i >= 0; i--) {
            int v = order[i];
            for (int e = graph.inputStart()[v]; ran.get(v) && e < graph.inputStart()[v + 1]; e++) {
                if (lost.get(graph.inputs()[e])) {
                    ran.set(graph.inputs()[e]); // somebody took its value
                }
            }
        }
        var may = new BitSet();
        for (int v : order) {
            if (lost.get(v) && !ran.get(v)) {
                boolean ready = true;
                for (int e = graph.inputStart()[v]; e < graph.inputStart()[v + 1]; e++) {
                    int input = graph.inputs()[e];
                    ready &=
                            lost.get(input) ? ran.get(input) || may.get(input) : !notRun.get(input);
                }
                may.set(v, ready);
            }
        }
        var code = new BitSet();
        may.stream().filter(this::runsCode).forEach(code::set);
        return code;
    }

    private boolean runsCode(int vertex) {
        return switch (graph.stage(vertex).operation()) {
            case Operation.Input input -> false;
            case Operation.Constant constant -> false;
            case Operation.Call call -> true;
            case Operation.CacheKeys keys -> true;
            case Operation.CachePartitions partitions -> true;
        };
    }
}
