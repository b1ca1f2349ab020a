package io.wick.internal.planner;

import io.wick.Placement;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;

/**
 * What is placed as one: chains of vertices, each the only consumer of the one before. A chain has
 * the inputs of its head. Chains are sorted by level, the longest way from a source, so that a
 * level needs nothing of the levels after it.
 *
 * <p>Given values without a home that have one consumer are in no chain: they go where it goes.
 */
final class Chains {
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final Problem problem;
    private final GraphModel graph;
    private final Expected expected;
    private final Demands demands;

    /** By vertex: the one that follows on the same thread, or -1. */
    final int[] next;

    /** By vertex: the expected time of its chain, at heads. */
    final long[] nanos;

    /** By vertex: whether it is a given value that goes where its only consumer goes. */
    final boolean[] carried;

    /** The heads, level by level. */
    final int[] heads;

    /** Where each level begins in {@link #heads}; one longer than the levels. */
    final int[] levelStart;

    Chains(Problem problem, Expected expected, Demands demands) {
        this.problem = problem;
        this.graph = problem.graph();
        this.expected = expected;
        this.demands = demands;
        int size = graph.size();
        this.next = new int[size];
        this.nanos = new long[size];
        this.carried = new boolean[size];
        var level = new int[size];
        int levels = measure(level);
        this.levelStart = new int[levels + 1];
        this.heads = sort(level);
    }

    /** Joins vertices and gives each its level, -1 to those that are no heads; counts levels. */
    private int measure(int[] level) {
        int[] head = new int[graph.size()];
        java.util.Arrays.fill(head, NONE);
        java.util.Arrays.fill(next, NONE);
        int levels = 0;
        for (int v : graph.order()) {
            int depth = NONE;
            if (problem.state()[v] == Problem.RUN) {
                int follower = onlyConsumer(v);
                if (problem.home()[v] < 0 && follower >= 0 && expected.isValue(v)) {
                    carried[v] = true;
                } else {
                    if (head[v] < 0) {
                        head[v] = v;
                        depth = depth(v, head, level);
                        levels = Math.max(levels, depth + 1);
                    }
                    nanos[head[v]] += expected.nanos(v);
                    if (follower >= 0 && mayFuse(v, follower)) {
                        next[v] = follower;
                        head[follower] = head[v];
                    }
                }
            }
            level[v] = depth;
        }
        return levels;
    }

    private int depth(int v, int[] head, int[] level) {
        int depth = 0;
        int end = graph.inputStart()[v + 1];
        for (int i = graph.inputStart()[v]; i < end; i++) {
            int of = head[graph.inputs()[i]];
            if (of >= 0 && level[of] >= depth) {
                depth = level[of] + 1;
            }
        }
        return depth;
    }

    /** The only vertex still to run that takes the value, once or more; none; or several. */
    private int onlyConsumer(int v) {
        int only = NONE;
        int end = graph.consumerStart()[v + 1];
        for (int i = graph.consumerStart()[v]; i < end; i++) {
            int consumer = graph.consumers()[i];
            if (problem.state()[consumer] == Problem.RUN && consumer != only) {
                if (only >= 0) {
                    return SEVERAL;
                }
                only = consumer;
            }
        }
        return only;
    }

    private boolean mayFuse(int v, int follower) {
        if (graph.inputStart()[follower + 1] - graph.inputStart()[follower] != 1
                || !expected.isCall(follower)
                || expected.isValue(v)) {
            return false;
        }
        int home = problem.home()[v];
        if (problem.home()[follower] >= 0 && problem.home()[follower] != home) {
            return false;
        }
        if (home >= 0 && !demands.of(follower).canRun(home)) {
            return false;
        }
        Stage stage = graph.stage(v);
        Stage after = graph.stage(follower);
        Placement placement = after.options().placement();
        boolean together =
                expected.isCall(v)
                        ? placement.equals(stage.options().placement())
                        : placement instanceof Placement.Auto;
        return together
                && !(placement instanceof Placement.Spread)
                && after.options().resources().equals(stage.options().resources());
    }

    private int[] sort(int[] level) {
        int count = 0;
        for (int depth : level) {
            if (depth >= 0) {
                levelStart[depth + 1]++;
                count++;
            }
        }
        for (int l = 1; l < levelStart.length; l++) {
            levelStart[l] += levelStart[l - 1];
        }
        int[] at = levelStart.clone();
        int[] sorted = new int[count];
        for (int v : graph.order()) {
            if (level[v] >= 0) {
                sorted[at[level[v]]++] = v;
            }
        }
        return sorted;
    }
}
