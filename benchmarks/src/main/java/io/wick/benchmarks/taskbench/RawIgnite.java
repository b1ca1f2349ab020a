package io.wick.benchmarks.taskbench;

import io.wick.benchmarks.Nodes;

import org.apache.ignite.IgniteCompute;
import org.apache.ignite.lang.IgniteFuture;

import java.util.List;

/** {@code callAsync} on the node of each point, as soon as the futures of its inputs are done. */
final class RawIgnite implements TaskRuntime {
    private final Nodes nodes;
    private final List<IgniteCompute> computes;

    RawIgnite(int jvms) {
        nodes = jvms == 1 ? Nodes.one() : Nodes.two();
        var ignite = nodes.ignite();
        IgniteCompute here = ignite.compute(ignite.cluster().forLocal());
        computes =
                jvms == 1
                        ? List.of(here)
                        : List.of(here, ignite.compute(ignite.cluster().forNodeId(nodes.other())));
    }

    @Override
    public void run(Workload workload) throws Exception {
        var flow = new Dataflow(workload);
        flow.begin((step, point) -> call(workload, flow, step, point));
        flow.await();
    }

    private void call(Workload workload, Dataflow flow, int step, int point) {
        computes.get(TaskRuntime.node(workload, point, computes.size()))
                .callAsync(new RemoteTask(workload, step, point, flow.inputs(step, point)))
                .listen(future -> ended(workload, flow, step, point, future));
    }

    private void ended(
            Workload workload,
            Dataflow flow,
            int step,
            int point,
            IgniteFuture<? extends long[]> future) {
        try {
            flow.done(step, point, future.get(), (s, p) -> call(workload, flow, s, p));
        } catch (RuntimeException e) {
            flow.failed(e);
        }
    }

    @Override
    public void close() {
        nodes.close();
    }
}
