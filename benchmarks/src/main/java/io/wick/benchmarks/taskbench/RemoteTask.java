package io.wick.benchmarks.taskbench;

import org.apache.ignite.lang.IgniteCallable;

/** A task and its inputs, to be sent with Java's or Ignite's serialization. */
final class RemoteTask implements IgniteCallable<long[]> {
    private static final long serialVersionUID = 1L;

    private final Workload workload;
    private final int step;
    private final int point;
    private final long[][] inputs;

    RemoteTask(Workload workload, int step, int point, long[][] inputs) {
        this.workload = workload;
        this.step = step;
        this.point = point;
        this.inputs = inputs;
    }

    @Override
    public long[] call() {
        return TaskBody.run(workload, step, point, inputs);
    }
}
