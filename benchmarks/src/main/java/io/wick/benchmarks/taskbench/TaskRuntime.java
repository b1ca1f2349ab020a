package io.wick.benchmarks.taskbench;

/** A runtime under test: it only schedules, {@link TaskBody} does the rest. For one thread. */
interface TaskRuntime extends AutoCloseable {
    /**
     * Runs every task of the workload's graph, each with the outputs of those it depends on.
     * Returns when all have ended. A measurement runs the same workload object several times in a
     * row and takes the median: what a runtime prepares for a workload it may keep.
     *
     * @throws Exception when a task failed, with that failure as itself or among its causes
     */
    void run(Workload workload) throws Exception;

    /** Cores that it can keep busy. */
    default int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Ends what was started. */
    @Override
    void close();

    /** The node of a point when points are dealt to nodes in blocks, as Task Bench does. */
    static int node(Workload workload, int point, int nodes) {
        return (int) ((long) point * nodes / workload.graph().width());
    }
}
