package io.wick.benchmarks.taskbench;

import java.io.Serializable;

/** A graph and what each of its tasks does. Immutable; no record, for raw Ignite's sake. */
final class Workload implements Serializable {
    /** An output is at least its task's step and point. */
    static final int LEAST_OUTPUT_BYTES = 2 * Long.BYTES;

    private static final long serialVersionUID = 1L;

    private final TaskGraph graph;
    private final long iterations;
    private final int outputBytes;

    /**
     * A workload.
     *
     * @param iterations of the kernel, in each task
     * @param outputBytes of each task, a multiple of {@link #LEAST_OUTPUT_BYTES}
     */
    Workload(TaskGraph graph, long iterations, int outputBytes) {
        if (outputBytes < LEAST_OUTPUT_BYTES || outputBytes % LEAST_OUTPUT_BYTES != 0) {
            throw new IllegalArgumentException(
                    "An output has a multiple of 16 bytes, got " + outputBytes);
        }
        this.graph = graph;
        this.iterations = iterations;
        this.outputBytes = outputBytes;
    }

    TaskGraph graph() {
        return graph;
    }

    long iterations() {
        return iterations;
    }

    int outputBytes() {
        return outputBytes;
    }

    /** Floating-point operations of all tasks. */
    double flops() {
        return graph.tasks() * Kernel.flops(iterations);
    }
}
