package io.wick.benchmarks.scale;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Problem;
import io.wick.internal.scheduler.Placer;

import java.util.Arrays;

/** What a placing is worth, however it was made. */
final class Quality {
    private final Problem problem;
    private final GraphModel graph;
    private final int[] site;
    private final double[] busy;
    private long moved;
    private long large;
    private long atLargest;

    Quality(Problem problem, int[] site) {
        this.problem = problem;
        this.graph = problem.graph();
        this.site = site;
        this.busy = new double[problem.sites().size()];
        var seen = new int[busy.length];
        var held = new long[busy.length];
        for (int v = 0; v < site.length; v++) {
            busy[site[v]] += problem.nanos()[v];
            moved += moved(v, seen);
            countLargest(v, held);
        }
    }

    private long moved(int v, int[] seen) {
        long sum = 0;
        for (int i = graph.consumerStart()[v]; i < graph.consumerStart()[v + 1]; i++) {
            int to = site[graph.consumers()[i]];
            if (to != site[v] && seen[to] != v + 1) {
                seen[to] = v + 1;
                sum += problem.bytes()[v];
            }
        }
        return sum;
    }

    private void countLargest(int v, long[] held) {
        long most = 0;
        for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
            int input = graph.inputs()[i];
            held[site[input]] += problem.bytes()[input];
            most = Math.max(most, held[site[input]]);
        }
        if (most >= Placer.LOCALITY_BYTES) {
            large++;
            atLargest += held[site[v]] == most ? 1 : 0;
        }
        for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
            held[site[graph.inputs()[i]]] = 0;
        }
    }

    /** Bytes between nodes; a value once per node. */
    long moved() {
        return moved;
    }

    /** Vertices some node of which holds 16 KiB of inputs or more. */
    long large() {
        return large;
    }

    /** The share of those that run where most bytes of their inputs are. */
    double atLargest() {
        return (double) atLargest / large;
    }

    /** Nodes that run something. */
    long used() {
        return Arrays.stream(busy).filter(time -> time > 0).count();
    }

    /** The busiest node over the mean of those used. */
    double balance() {
        return Arrays.stream(busy).max().orElse(0)
                / Arrays.stream(busy).filter(time -> time > 0).average().orElse(1);
    }
}
