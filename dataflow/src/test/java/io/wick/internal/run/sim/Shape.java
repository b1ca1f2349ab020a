package io.wick.internal.run.sim;

import io.wick.Fn0;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Builds graphs for simulations, stage by stage. */
final class Shape {
    private final List<Stage> stages = new ArrayList<>();
    private final List<Integer> results = new ArrayList<>();
    private final List<int[]> inputsOf = new ArrayList<>();

    /** A stage of the same vertices; gives the id of the first. */
    int stage(
            String name, Operation operation, Resources resources, List<int[]> inputs, long bytes) {
        int first = inputsOf.size();
        stages.add(
                new Stage(
                        stages.size(),
                        name,
                        operation,
                        TaskOptions.DEFAULT.withResources(resources),
                        first,
                        inputs.size(),
                        0,
                        bytes));
        inputsOf.addAll(inputs);
        return first;
    }

    void result(int vertex) {
        if (!results.contains(vertex)) {
            results.add(vertex);
        }
    }

    int size() {
        return inputsOf.size();
    }

    GraphModel graph(String name) {
        var rows = new Rows(inputsOf.size());
        for (int[] inputs : inputsOf) {
            for (int input : inputs) {
                rows.add(input);
            }
            rows.end();
        }
        int[] wanted = results.stream().mapToInt(v -> v).toArray();
        return new GraphModel(name, stages, rows.starts(), rows.all(), wanted, wanted.length == 1);
    }

    /** What a vertex of most stages does; simulations do not call it. */
    static Operation call() {
        Fn0<Integer> nothing = () -> 0;
        return new Operation.Call(nothing, false, null, true);
    }

    /**
     * A graph of one of several kinds with up to about {@code size} vertices.
     *
     * @param cpus what the vertices may ask for at most
     */
    static GraphModel random(SplittableRandom random, int size, int cpus) {
        var shape = new Shape();
        int width = 1 + random.nextInt(Math.max(1, Math.min(size, 12)));
        int depth = Math.max(1, size / width);
        sources(shape, random, width);
        String name =
                switch (random.nextInt(5)) {
                    case 0 -> layers(shape, random, width, depth, cpus);
                    case 1 -> stencil(shape, random, width, depth, cpus);
                    case 2 -> chains(shape, random, width, depth, cpus);
                    case 3 -> tree(shape, random, cpus);
                    default -> any(shape, random, size, cpus);
                };
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
            int back = random.nextInt(random.nextBoolean() ? 1 : Math.min(width, shape.size()));
            shape.result(shape.size() - 1 - back);
        }
        if (random.nextInt(8) == 0) {
            shape.result(random.nextInt(shape.size()));
        }
        return shape.graph(name);
    }

    /** As many vertices, and one that takes the values of all. */
    static GraphModel wide(int width) {
        var shape = new Shape();
        var none = new ArrayList<int[]>();
        for (int i = 0; i < width; i++) {
            none.add(new int[0]);
        }
        shape.stage("wide", call(), Resources.ONE_CPU, none, 8);
        int[] all = IntStream.range(0, width).toArray();
        shape.result(shape.stage("sum", call(), Resources.ONE_CPU, List.of(all), 8));
        return shape.graph("wide");
    }

    private static void sources(Shape shape, SplittableRandom random, int width) {
        boolean data = random.nextInt(3) > 0;
        var none = new ArrayList<int[]>();
        for (int i = 0; i < width; i++) {
            none.add(new int[0]);
        }
        Operation operation = data ? new Operation.CachePartitions("data", width) : call();
        shape.stage("source", operation, Resources.ONE_CPU, none, bytes(random));
    }

    private static long bytes(SplittableRandom random) {
        return 1L << random.nextInt(4, 21);
    }

    private static Resources resources(SplittableRandom random, int cpus) {
        return switch (random.nextInt(6)) {
            case 0 -> Resources.NONE.cpus(0.5);
            case 1 -> Resources.NONE.cpus(1 + random.nextInt(cpus)).memory(100);
            case 2 -> Resources.NONE;
            default -> Resources.ONE_CPU;
        };
    }

    private static String layers(
            Shape shape, SplittableRandom random, int width, int depth, int cpus) {
        int before = 0;
        for (int d = 1; d < depth; d++) {
            var layer = new ArrayList<int[]>();
            for (int i = 0; i < width; i++) {
                int[] inputs = new int[random.nextInt(1, 4)];
                for (int k = 0; k < inputs.length; k++) {
                    inputs[k] = before + random.nextInt(width);
                }
                layer.add(inputs);
            }
            Resources each = resources(random, cpus);
            before = shape.stage("layer" + d, call(), each, layer, bytes(random));
        }
        return "layers";
    }

    private static String stencil(
            Shape shape, SplittableRandom random, int width, int depth, int cpus) {
        int before = 0;
        Resources each = resources(random, cpus);
        for (int d = 1; d < depth; d++) {
            var layer = new ArrayList<int[]>();
            for (int i = 0; i < width; i++) {
                int left = before + Math.max(0, i - 1);
                int right = before + Math.min(width - 1, i + 1);
                layer.add(new int[] {left, before + i, right});
            }
            before = shape.stage("step" + d, call(), each, layer, bytes(random));
        }
        return "stencil";
    }

    private static String chains(
            Shape shape, SplittableRandom random, int width, int depth, int cpus) {
        int before = 0;
        Resources each = resources(random, cpus);
        for (int d = 1; d < depth; d++) {
            var layer = new ArrayList<int[]>();
            for (int i = 0; i < width; i++) {
                layer.add(new int[] {before + i});
            }
            before = shape.stage("link" + d, call(), each, layer, bytes(random));
        }
        return "chains";
    }

    private static String tree(Shape shape, SplittableRandom random, int cpus) {
        int from = 0;
        int count = shape.size();
        for (int d = 1; count > 1; d++) {
            var layer = new ArrayList<int[]>();
            for (int i = 0; i < count; i += 2) {
                layer.add(
                        i + 1 < count ? new int[] {from + i, from + i + 1} : new int[] {from + i});
            }
            Resources each = resources(random, cpus);
            from = shape.stage("join" + d, call(), each, layer, bytes(random));
            count = layer.size();
        }
        return "tree";
    }

    private static String any(Shape shape, SplittableRandom random, int size, int cpus) {
        while (shape.size() < size) {
            int first = shape.size();
            int count = 1 + random.nextInt(Math.min(8, size - first));
            var stage = new ArrayList<int[]>();
            for (int i = 0; i < count; i++) {
                int[] inputs = new int[random.nextInt(5)];
                for (int k = 0; k < inputs.length; k++) {
                    inputs[k] = random.nextInt(first);
                }
                stage.add(inputs);
            }
            shape.stage("some" + first, call(), resources(random, cpus), stage, bytes(random));
        }
        return "any";
    }
}
