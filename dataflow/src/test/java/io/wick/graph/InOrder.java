package io.wick.graph;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.spi.TaskCall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a graph in this thread, vertex by vertex: what every engine must agree with. */
public final class InOrder {
    private final GraphModel graph;
    private final Map<String, ?> given;
    private final Object[] values;

    private InOrder(GraphModel graph, Map<String, ?> given) {
        this.graph = graph;
        this.given = given;
        this.values = new Object[graph.size()];
    }

    /** The result of a graph, given its inputs. */
    @SuppressWarnings("unchecked")
    public static <R> R run(Graph<R> graph, Map<String, ?> inputs) {
        var run = new InOrder(graph.model(), inputs);
        for (int vertex : graph.model().order()) {
            run.values[vertex] = run.value(vertex);
        }
        var results =
                new ArrayList<>(
                        Arrays.stream(graph.model().results())
                                .mapToObj(v -> run.values[v])
                                .toList());
        return (R) (graph.model().single() ? results.get(0) : results);
    }

    public static <R> R run(Graph<R> graph) {
        return run(graph, Map.of());
    }

    private Object value(int vertex) {
        Stage stage = graph.stage(vertex);
        int index = vertex - stage.first();
        return switch (stage.operation()) {
            case Operation.Input _ -> given.get(stage.name());
            case Operation.Constant constant -> constant.value();
            case Operation.Call call -> call(call, vertex, index);
            case Operation.CacheKeys keys -> keys.keys().get(index);
            case Operation.CachePartitions partitions ->
                    new CachePartition<>(partitions.cache(), index);
        };
    }

    private Object call(Operation.Call call, int vertex, int index) {
        List<Object> arguments = new ArrayList<>();
        if (call.indexed()) {
            arguments.add(call.parameters() == null ? index : call.parameters().get(index));
        }
        List<Object> inputs = new ArrayList<>();
        for (int i = graph.inputStart()[vertex]; i < graph.inputStart()[vertex + 1]; i++) {
            inputs.add(values[graph.inputs()[i]]);
        }
        if (call.gathered()) {
            arguments.add(inputs);
        } else {
            arguments.addAll(inputs);
        }
        try {
            return TaskCall.invoke(call.fn(), arguments.toArray());
        } catch (Exception e) {
            throw new AssertionError(graph.vertexName(vertex), e);
        }
    }
}
