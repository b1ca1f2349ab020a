package io.wick.benchmarks.taskbench;

/** One thread that runs task after task: what the tasks themselves cost, without a scheduler. */
final class SerialLoop implements TaskRuntime {
    @Override
    public void run(Workload workload) {
        TaskGraph graph = workload.graph();
        long[][] before = new long[graph.width()][];
        for (int step = 0; step < graph.steps(); step++) {
            long[][] outputs = new long[graph.width()][];
            for (int point = graph.first(step); point < graph.end(step); point++) {
                int[] from = graph.inputs(step, point);
                long[][] inputs = new long[from.length][];
                for (int i = 0; i < from.length; i++) {
                    inputs[i] = before[from[i]];
                }
                outputs[point] = TaskBody.run(workload, step, point, inputs);
            }
            before = outputs;
        }
    }

    @Override
    public int cores() {
        return 1;
    }

    @Override
    public void close() {}
}
