package io.wick.internal.planner;

import io.wick.Fn1;
import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds graphs and problems for the planner's tests, without the public builder. */
final class TestGraph {
    static final Operation CALL =
            new Operation.Call((Serializable & Fn1<Object, Object>) x -> x, false, null, true);

    private final List<Stage> stages = new ArrayList<>();
    private final List<int[]> inputs = new ArrayList<>();
    private final List<Integer> homes = new ArrayList<>();
    private final List<Integer> results = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private int owner;
    private long nanos;
    private byte[] state = {};

    static TestGraph graph() {
        return new TestGraph();
    }

    /** Nodes with four CPUs. */
    TestGraph nodes(int count) {
        for (int i = 0; i < count; i++) {
            node(Resources.NONE.cpus(4), Map.of(), 0);
        }
        return this;
    }

    TestGraph node(Resources capacity, Map<String, String> attributes, double load) {
        sites.add(new Site(new UUID(0, sites.size()), capacity, attributes, load));
        return this;
    }

    TestGraph owner(int site) {
        owner = site;
        return this;
    }

    /** The time of all vertices. */
    TestGraph nanos(long value) {
        nanos = value;
        return this;
    }

    TestGraph state(byte[] value) {
        state = value;
        return this;
    }

    /** A stage of as many vertices as there are lists of inputs; gives the first. */
    int stage(String name, Operation operation, TaskOptions options, long bytes, int[]... from) {
        int first = inputs.size();
        stages.add(
                new Stage(stages.size(), name, operation, options, first, from.length, 0, bytes));
        inputs.addAll(List.of(from));
        for (int i = 0; i < from.length; i++) {
            homes.add(-1);
        }
        return first;
    }

    int calls(String name, long bytes, int[]... from) {
        return stage(name, CALL, TaskOptions.DEFAULT, bytes, from);
    }

    int call(String name, int... from) {
        return calls(name, -1, from);
    }

    int call(String name, TaskOptions options, int... from) {
        return stage(name, CALL, options, -1, from);
    }

    /** A sweep without inputs. */
    int sweep(String name, int count, long bytes) {
        return calls(name, bytes, new int[count][0]);
    }

    /** A partition of a cache with its home. */
    int partition(String name, int home) {
        int v = stage(name, new Operation.CachePartitions("c", 1), TaskOptions.DEFAULT, -1, none());
        return home(v, home);
    }

    int input(String name, int home, long bytes) {
        int v = stage(name, new Operation.Input(Object.class), TaskOptions.DEFAULT, bytes, none());
        return home(v, home);
    }

    int home(int vertex, int site) {
        homes.set(vertex, site);
        return vertex;
    }

    TestGraph result(int vertex) {
        results.add(vertex);
        return this;
    }

    static int[] none() {
        return new int[0];
    }

    static TaskOptions placed(Placement placement) {
        return TaskOptions.DEFAULT.withPlacement(placement);
    }

    static TaskOptions asking(Resources resources) {
        return TaskOptions.DEFAULT.withResources(resources);
    }

    Problem problem() {
        int size = inputs.size();
        var start = new int[size + 1];
        for (int v = 0; v < size; v++) {
            start[v + 1] = start[v] + inputs.get(v).length;
        }
        int[] all = inputs.stream().flatMapToInt(Arrays::stream).toArray();
        int[] wanted = results.stream().mapToInt(Integer::intValue).toArray();
        var graph = new GraphModel("test", stages, start, all, wanted, wanted.length == 1);
        var time = new long[size];
        var bytes = new long[size];
        Arrays.fill(time, nanos);
        for (int v = 0; v < size; v++) {
            bytes[v] = graph.stage(v).expectedBytes();
        }
        return new Problem(
                graph,
                List.copyOf(sites),
                owner,
                homes.stream().mapToInt(Integer::intValue).toArray(),
                Arrays.copyOf(state, size),
                time,
                bytes,
                Costs.DEFAULT);
    }

    /** The sites of a layout, by vertex. */
    int[] place() {
        return Planner.place(problem()).site();
    }

    /** Rows of vertices, each with three neighbours in the row before. */
    static TestGraph stencil(int width, int rows, long bytes) {
        var graph = graph();
        int before = graph.sweep("row0", width, bytes);
        for (int row = 1; row < rows; row++) {
            var from = new int[width][];
            for (int i = 0; i < width; i++) {
                int left = Math.max(0, i - 1);
                int right = Math.min(width - 1, i + 1);
                from[i] = new int[] {before + left, before + i, before + right};
            }
            before = graph.calls("row" + row, bytes, from);
        }
        return graph;
    }

    /** A sum of values, two at a time. */
    static TestGraph tree(int leaves, long bytes) {
        var graph = graph();
        int before = graph.sweep("leaf", leaves, bytes);
        for (int width = leaves / 2; width > 0; width /= 2) {
            var from = new int[width][];
            for (int i = 0; i < width; i++) {
                from[i] = new int[] {before + 2 * i, before + 2 * i + 1};
            }
            before = graph.calls("sum" + width, bytes, from);
        }
        return graph.result(before);
    }

    /** Rows of vertices, each with the whole row before. */
    static TestGraph allToAll(int width, int rows, long bytes) {
        var graph = graph();
        int before = graph.sweep("row0", width, bytes);
        for (int row = 1; row < rows; row++) {
            var all = new int[width];
            for (int i = 0; i < width; i++) {
                all[i] = before + i;
            }
            var from = new int[width][];
            Arrays.fill(from, all);
            before = graph.calls("row" + row, bytes, from);
        }
        return graph;
    }
}
