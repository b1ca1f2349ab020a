package io.wick.benchmarks.taskbench;

import io.wick.NodeInfo;
import io.wick.benchmarks.Nodes;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Plan;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Wick's task graphs, compiled once per workload: a stage per step. On two nodes each point is
 * bound to the node of its block, as Task Bench deals them.
 */
final class WickGraphs implements TaskRuntime {
    private final Nodes nodes;
    private final List<UUID> ids;
    private @Nullable Workload compiled;
    private @Nullable Plan<?> plan;

    WickGraphs(int jvms) {
        nodes = jvms == 1 ? Nodes.one() : Nodes.two();
        ids = nodes.wick().nodes().stream().map(NodeInfo::id).toList();
    }

    @Override
    public void run(Workload workload) {
        Plan<?> now = plan;
        if (now == null || compiled != workload) {
            plan = now = compiled(workload);
            compiled = workload;
        }
        var unused = now.run().get();
    }

    private Plan<?> compiled(Workload workload) {
        return ids.size() == 1
                ? nodes.wick().compile(stages(workload))
                : nodes.wick().compile(bound(workload));
    }

    private static Graph<List<long[]>> stages(Workload workload) {
        TaskGraph shape = workload.graph();
        GraphBuilder g = Graph.builder(shape.toString());
        Vertices<long[]> before =
                g.sweep(
                        "step 0",
                        shape.end(0) - shape.first(0),
                        (Integer i) -> TaskBody.run(workload, 0, shape.first(0) + i));
        for (int t = 1; t < shape.steps(); t++) {
            int step = t;
            int first = shape.first(step);
            before =
                    g.sweep(
                            "step " + step,
                            shape.end(step) - first,
                            (Integer i, List<long[]> in) ->
                                    TaskBody.run(
                                            workload, step, first + i, in.toArray(long[][]::new)),
                            before,
                            i -> fromFirst(shape, step, first + i));
        }
        return g.build(before);
    }

    /** The inputs of a task, counted from the first point of their step. */
    private static int[] fromFirst(TaskGraph shape, int step, int point) {
        int[] inputs = shape.inputs(step, point).clone();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] -= shape.first(step - 1);
        }
        return inputs;
    }

    private Graph<List<@Nullable Object>> bound(Workload workload) {
        TaskGraph shape = workload.graph();
        GraphBuilder g = Graph.builder(shape.toString());
        var before = new ArrayList<Vertex<long[]>>();
        for (int t = 0; t < shape.steps(); t++) {
            int step = t;
            var now = new ArrayList<Vertex<long[]>>();
            for (int p = shape.first(step); p < shape.end(step); p++) {
                int point = p;
                String name = "step " + step + " point " + point;
                var inputs = new ArrayList<Vertex<long[]>>();
                for (int from : shape.inputs(step, point)) {
                    inputs.add(before.get(from - shape.first(step - 1)));
                }
                Vertex<long[]> vertex =
                        inputs.isEmpty()
                                ? g.task(name, () -> TaskBody.run(workload, step, point))
                                : g.gather(
                                        name,
                                        (List<long[]> in) ->
                                                TaskBody.run(
                                                        workload,
                                                        step,
                                                        point,
                                                        in.toArray(long[][]::new)),
                                        inputs);
                now.add(vertex.onNode(ids.get(TaskRuntime.node(workload, point, ids.size()))));
            }
            before.clear();
            before.addAll(now);
        }
        return g.buildAll(before);
    }

    @Override
    public void close() {
        nodes.close();
    }
}
