package io.wick.benchmarks.scale;

import io.wick.Fn1;
import io.wick.TaskOptions;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Large graphs of known shapes, made straight into arrays. */
final class Shapes {
    static final long LARGE = 1 << 20;
    static final long SMALL = 256;

    private static final Serializable FN = (Fn1<Object, Object>) x -> x;

    private final List<Stage> stages = new ArrayList<>();
    private int[] inputStart = new int[1024];
    private int[] inputs = new int[4096];
    private int size;

    private Shapes() {}

    /** Rows of {@code width} vertices; each takes three neighbours of the row before. */
    static GraphModel stencil(int width, int rows, long bytes) {
        var shapes = new Shapes();
        shapes.sweep("row0", width, bytes);
        for (int row = 1; row < rows; row++) {
            int before = shapes.size - width;
            int first = shapes.stage("row" + row, width, call(), bytes);
            for (int i = 0; i < width; i++) {
                shapes.vertex(
                        first + i,
                        before + Math.max(0, i - 1),
                        before + i,
                        before + Math.min(width - 1, i + 1));
            }
        }
        return shapes.build("stencil");
    }

    /** A sum of {@code leaves} values, two at a time. */
    static GraphModel tree(int leaves, long bytes) {
        var shapes = new Shapes();
        shapes.sweep("leaf", leaves, bytes);
        int width = leaves;
        int level = 0;
        while (width > 1) {
            int before = shapes.size - width;
            int half = (width + 1) / 2;
            int first = shapes.stage("sum" + level++, half, call(), bytes);
            for (int i = 0; i < half; i++) {
                shapes.vertex(first + i, before + 2 * i, before + Math.min(width - 1, 2 * i + 1));
            }
            width = half;
        }
        return shapes.build("tree");
    }

    /**
     * Partitions of a cache with 1 MiB, and layers. A half of each layer makes values of 1 MiB, a
     * half small ones; each vertex takes {@code large} of the large ones before it and {@code
     * small} of the small ones, anywhere.
     */
    static GraphModel layered(int width, int layers, int large, int small, long seed) {
        var random = new SplittableRandom(seed);
        var shapes = new Shapes();
        int half = width / 2;
        int source =
                shapes.stage("partition", half, new Operation.CachePartitions("data", half), LARGE);
        for (int i = 0; i < half; i++) {
            shapes.vertex(source + i);
        }
        shapes.sweep("tag", half, SMALL);
        for (int layer = 1; layer < layers; layer++) {
            int bigs = shapes.size - 2 * half;
            for (int part = 0; part < 2; part++) {
                boolean big = part == 0;
                int first =
                        shapes.stage(
                                (big ? "large" : "small") + layer,
                                half,
                                call(),
                                big ? LARGE : SMALL);
                for (int i = 0; i < half; i++) {
                    var from = new int[large + small];
                    for (int k = 0; k < from.length; k++) {
                        from[k] = bigs + (k < large ? 0 : half) + random.nextInt(half);
                    }
                    shapes.vertex(first + i, from);
                }
            }
        }
        return shapes.build("layered");
    }

    private static Operation call() {
        return new Operation.Call(FN, false, null, true);
    }

    private void sweep(String name, int count, long bytes) {
        int first = stage(name, count, new Operation.Call(FN, true, null, false), bytes);
        for (int i = 0; i < count; i++) {
            vertex(first + i);
        }
    }

    private int stage(String name, int count, Operation operation, long bytes) {
        stages.add(
                new Stage(
                        stages.size(),
                        name,
                        operation,
                        TaskOptions.DEFAULT,
                        size,
                        count,
                        0,
                        bytes));
        return size;
    }

    private void vertex(int id, int... from) {
        int at = inputStart[id];
        if (id + 2 > inputStart.length) {
            inputStart = Arrays.copyOf(inputStart, 2 * inputStart.length);
        }
        while (at + from.length > inputs.length) {
            inputs = Arrays.copyOf(inputs, 2 * inputs.length);
        }
        System.arraycopy(from, 0, inputs, at, from.length);
        inputStart[id + 1] = at + from.length;
        size = id + 1;
    }

    private GraphModel build(String name) {
        return new GraphModel(
                name,
                stages,
                Arrays.copyOf(inputStart, size + 1),
                Arrays.copyOf(inputs, inputStart[size]),
                new int[] {size - 1},
                true);
    }
}
