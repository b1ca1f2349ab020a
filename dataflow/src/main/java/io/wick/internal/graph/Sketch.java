package io.wick.internal.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a drawing of a graph shows: boxes and arrows. A small graph has a box per vertex, a large
 * one a box per stage and group. {@link Mermaid} and {@link Dot} write it down.
 *
 * @param title the graph's name
 * @param groups titles of what boxes are grouped by, the nodes of a plan; empty for no groups
 * @param boxes in the order of their first vertices
 * @param arrows in the order of the boxes they come from, then of those they go to
 */
public record Sketch(String title, List<String> groups, List<Box> boxes, List<Arrow> arrows) {
    private static final int SMALL_SIZE = 60;

    /** Mermaid draws no more unless the page that shows it says so. */
    private static final int SMALL_EDGES = 500;

    /**
     * A box.
     *
     * @param id legal in both languages
     * @param result whether it has a vertex whose value a run gives
     * @param group index among the groups, or -1
     */
    public record Box(String id, String label, Shape shape, boolean result, int group) {}

    /**
     * An arrow.
     *
     * @param from index of a box
     * @param to index of a box
     * @param edges how many edges of the graph it stands for
     */
    public record Arrow(int from, int to, int edges) {
        String label() {
            return edges == 1 ? "" : "x " + edges;
        }
    }

    /** What a box stands for. */
    public enum Shape {
        /** A value given at each run. */
        INPUT,
        /** A value that is part of the graph. */
        CONSTANT,
        /** Data in a cache. */
        SOURCE,
        /** Calls of a function. */
        TASK;

        private static Shape of(Operation operation) {
            return switch (operation) {
                case Operation.Input _ -> INPUT;
                case Operation.Constant _ -> CONSTANT;
                case Operation.CacheKeys _, Operation.CachePartitions _ -> SOURCE;
                case Operation.Call _ -> TASK;
            };
        }
    }

    /** A graph without groups. */
    public static Sketch of(GraphModel graph) {
        return of(graph, new int[0], List.of());
    }

    /**
     * A graph whose vertices are in groups.
     *
     * @param groupOf by vertex: index among the groups, or -1 for none
     */
    public static Sketch of(GraphModel graph, int[] groupOf, List<String> groups) {
        boolean small = graph.size() <= SMALL_SIZE && graph.edges() <= SMALL_EDGES;
        int[] boxOf = new int[graph.size()];
        var sizes = new LinkedHashMap<Long, int[]>();
        var firsts = new ArrayList<Integer>();
        for (int v = 0; v < boxOf.length; v++) {
            int group = groups.isEmpty() ? -1 : groupOf[v];
            long key = small ? v : pair(graph.stageOf()[v], group + 1);
            int[] box = sizes.computeIfAbsent(key, _ -> new int[] {sizes.size(), 0});
            if (box[1]++ == 0) {
                firsts.add(v);
            }
            boxOf[v] = box[0];
        }
        boolean[] result = new boolean[firsts.size()];
        for (int v : graph.results()) {
            result[boxOf[v]] = true;
        }
        var boxes = new ArrayList<Box>(firsts.size());
        for (int[] box : sizes.values()) {
            int first = firsts.get(box[0]);
            int group = groups.isEmpty() ? -1 : groupOf[first];
            Stage stage = graph.stage(first);
            boxes.add(
                    new Box(
                            small ? "v" + first : id(stage, group),
                            small ? graph.vertexName(first) : label(stage, box[1]),
                            Shape.of(stage.operation()),
                            result[box[0]],
                            group));
        }
        return new Sketch(graph.name(), List.copyOf(groups), boxes, arrows(graph, boxOf));
    }

    private static List<Arrow> arrows(GraphModel graph, int[] boxOf) {
        Map<Long, int[]> counts = new HashMap<>();
        long last = -1;
        int[] count = {};
        for (int v = 0; v < boxOf.length; v++) {
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                long key = pair(boxOf[graph.inputs()[i]], boxOf[v]);
                if (key != last) {
                    count = counts.computeIfAbsent(key, _ -> new int[1]);
                    last = key;
                }
                count[0]++;
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        entry ->
                                new Arrow(
                                        (int) (entry.getKey() >>> 32),
                                        entry.getKey().intValue(),
                                        entry.getValue()[0]))
                .toList();
    }

    private static String id(Stage stage, int group) {
        return "s" + stage.id() + (group < 0 ? "" : "n" + group);
    }

    private static String label(Stage stage, int vertices) {
        return stage.count() == 1 ? stage.name() : stage.name() + " x " + vertices;
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low;
    }
}
