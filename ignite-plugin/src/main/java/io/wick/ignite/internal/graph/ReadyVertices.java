package io.wick.ignite.internal.graph;

import io.wick.internal.planner.Program;

import org.jspecify.annotations.Nullable;

/**
 * The ready vertices of a program: first those that other nodes wait for, so that values travel
 * while the rest is computed. Lock-free like its queues.
 */
final class ReadyVertices {
    private final Program program;
    private final @Nullable ReadyQueue awaitedElsewhere;
    private final ReadyQueue others;

    ReadyVertices(Program program) {
        this.program = program;
        boolean alone = program.targets().length == 0;
        this.awaitedElsewhere = alone ? null : new ReadyQueue(program.locals());
        this.others = new ReadyQueue(program.locals());
    }

    /** Whether other nodes wait for the value of a vertex. */
    boolean isAwaitedElsewhere(int vertex) {
        return awaitedElsewhere != null && program.hasTargets(vertex);
    }

    void add(int vertex) {
        ReadyQueue first = awaitedElsewhere;
        if (first != null && isAwaitedElsewhere(vertex)) {
            first.add(vertex);
        } else {
            others.add(vertex);
        }
    }

    /** The next vertex to run, or -1. */
    int poll() {
        ReadyQueue first = awaitedElsewhere;
        int vertex = first == null ? -1 : first.poll();
        return vertex >= 0 ? vertex : others.poll();
    }

    boolean isEmpty() {
        ReadyQueue first = awaitedElsewhere;
        return others.isEmpty() && (first == null || first.isEmpty());
    }
}
