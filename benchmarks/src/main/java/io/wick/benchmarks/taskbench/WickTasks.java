package io.wick.benchmarks.taskbench;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.benchmarks.Nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Wick's dynamic tasks: each captures the refs of its inputs. Two nodes: the node of its point. */
final class WickTasks implements TaskRuntime {
    private final Nodes nodes;
    private final List<UUID> ids;

    WickTasks(int jvms) {
        nodes = jvms == 1 ? Nodes.one() : Nodes.two();
        ids = nodes.wick().nodes().stream().map(NodeInfo::id).toList();
    }

    @Override
    public void run(Workload workload) {
        TaskGraph graph = workload.graph();
        var ends = new ArrayList<ObjectRef<long[]>>();
        var before = List.<ObjectRef<long[]>>of();
        for (int step = 0; step < graph.steps(); step++) {
            var refs = new ArrayList<ObjectRef<long[]>>();
            for (int point = graph.first(step); point < graph.end(step); point++) {
                var inputs = new ArrayList<ObjectRef<long[]>>();
                for (int from : graph.inputs(step, point)) {
                    inputs.add(before.get(from - graph.first(step - 1)));
                }
                ObjectRef<long[]> ref = submitted(workload, step, point, inputs);
                refs.add(ref);
                if (graph.consumers(step, point).length == 0) {
                    ends.add(ref);
                }
            }
            before = refs;
        }
        nodes.wick().get(ends);
    }

    private ObjectRef<long[]> submitted(
            Workload workload, int step, int point, List<ObjectRef<long[]>> inputs) {
        Wick wick = nodes.wick();
        if (ids.size() == 1) {
            return wick.submit(() -> TaskBody.run(workload, step, point, values(inputs)));
        }
        return wick.task(() -> TaskBody.run(workload, step, point, values(inputs)))
                .onNode(ids.get(TaskRuntime.node(workload, point, ids.size())))
                .submit();
    }

    private static long[][] values(List<ObjectRef<long[]>> inputs) {
        long[][] values = new long[inputs.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs.get(i).get();
        }
        return values;
    }

    @Override
    public void close() {
        nodes.close();
    }
}
