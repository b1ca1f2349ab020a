package io.wick.internal.planner;

import io.wick.graph.Quantity;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a drawing of a layout shows: boxes, in groups by node, and arrows between them. A box is a
 * vertex of a small graph, the vertices of a stage on a node of a larger one, a stage of the
 * largest.
 *
 * @param title what is drawn
 * @param groups the nodes; one without a name when boxes are not by node
 * @param boxes in the order of the graph
 * @param arrows in the order of the graph
 */
record PlanPicture(String title, List<String> groups, List<Box> boxes, List<Arrow> arrows) {
    /** More boxes than this are too many to be looked at. */
    static final int BOXES = 200;

    /** How a box looks. */
    enum Kind {
        /** A call. */
        CALL,
        /** A value given at the run or with the graph. */
        VALUE,
        /** Data of a cache. */
        DATA,
        /** Something that is not run again. */
        KEPT
    }

    /**
     * A box.
     *
     * @param group its index among the groups
     * @param result whether the run gives its value
     */
    record Box(int group, String label, Kind kind, boolean result) {}

    /**
     * An arrow.
     *
     * @param from index of a box
     * @param to index of a box
     * @param label empty when nothing moves between nodes
     * @param fused whether both run one after the other on the same thread
     */
    record Arrow(int from, int to, String label, boolean fused) {}

    static PlanPicture of(Problem problem, Layout layout) {
        return new Painter(problem, layout).paint();
    }

    /** Makes pictures. */
    private static final class Painter {
        private final Problem problem;
        private final GraphModel graph;
        private final Layout layout;
        private final Expected expected;
        private final int[] boxOf;
        private final boolean[] result;
        private final List<String> groups = new ArrayList<>();
        private final List<Box> boxes = new ArrayList<>();
        private final Map<Long, long[]> flows = new LinkedHashMap<>();

        Painter(Problem problem, Layout layout) {
            this.problem = problem;
            this.graph = problem.graph();
            this.layout = layout;
            this.expected = new Expected(problem);
            this.boxOf = new int[graph.size()];
            this.result = new boolean[graph.size()];
            for (int v : graph.results()) {
                result[v] = true;
            }
        }

        PlanPicture paint() {
            boolean byVertex = graph.size() <= Explainer.BY_VERTEX;
            if (!paintByNode(byVertex)) {
                paintByStage();
            }
            addFlows();
            var arrows = new ArrayList<Arrow>();
            flows.forEach(
                    (pair, sums) ->
                            arrows.add(
                                    new Arrow(
                                            (int) (pair >> 32),
                                            (int) (long) pair,
                                            sums[0] > 0 ? Quantity.bytes(sums[1]) : "",
                                            sums[2] > 0)));
            return new PlanPicture(graph.name(), groups, boxes, arrows);
        }

        /** Boxes by node; false when they would be too many. */
        private boolean paintByNode(boolean byVertex) {
            var sites = new LinkedHashMap<Integer, Integer>();
            var known = new HashMap<Long, Integer>();
            int[] count = new int[BOXES];
            for (int v : graph.order()) {
                int site = layout.site()[v];
                if (site < 0) {
                    boxOf[v] = -1;
                    continue;
                }
                long key = byVertex ? v : (long) graph.stageOf()[v] * problem.sites().size() + site;
                Integer box = known.get(key);
                if (box == null) {
                    if (known.size() == BOXES) {
                        boxes.clear();
                        return false;
                    }
                    int group = sites.computeIfAbsent(site, next -> sites.size());
                    box = known.size();
                    known.put(key, box);
                    boxes.add(
                            box(v, group, byVertex ? graph.vertexName(v) : graph.stage(v).name()));
                }
                boxOf[v] = box;
                count[box]++;
            }
            sites.forEach((site, group) -> groups.add(name(site, group)));
            for (int i = 0; i < boxes.size(); i++) {
                boxes.set(i, counted(boxes.get(i), count[i], ""));
            }
            return true;
        }

        private Box box(int v, int group, String label) {
            return new Box(group, label, kind(v), result[v]);
        }

        private static Box counted(Box box, int count, String where) {
            String times = count > 1 ? " x " + Quantity.count(count) : "";
            return new Box(box.group(), box.label() + times + where, box.kind(), box.result());
        }

        private String name(int site, int group) {
            return "node "
                    + (group + 1)
                    + ": "
                    + problem.sites().get(site).id()
                    + (site == problem.owner() ? " (starts the run)" : "");
        }

        private Kind kind(int v) {
            if (problem.state()[v] == Problem.KEPT) {
                return Kind.KEPT;
            }
            return switch (graph.stage(v).operation()) {
                case Operation.Call call -> Kind.CALL;
                case Operation.Input input -> Kind.VALUE;
                case Operation.Constant constant -> Kind.VALUE;
                case Operation.CacheKeys keys -> Kind.DATA;
                case Operation.CachePartitions partitions -> Kind.DATA;
            };
        }

        /** A box per stage; the last one for all stages that are too many. */
        private void paintByStage() {
            groups.add("");
            int own = graph.stages().size() > BOXES ? BOXES - 1 : graph.stages().size();
            var seen = new int[problem.sites().size()];
            for (Stage stage : graph.stages()) {
                int nodes = 0;
                for (int v = stage.first(); v < stage.first() + stage.count(); v++) {
                    int site = layout.site()[v];
                    boxOf[v] = site < 0 ? -1 : Math.min(stage.id(), own);
                    if (site >= 0 && seen[site] != stage.id() + 1) {
                        seen[site] = stage.id() + 1;
                        nodes++;
                    }
                }
                if (stage.id() < own) {
                    String where = " on " + nodes + (nodes == 1 ? " node" : " nodes");
                    boxes.add(counted(box(stage.first(), 0, stage.name()), stage.count(), where));
                }
            }
            if (own < graph.stages().size()) {
                String rest = Quantity.count(graph.stages().size() - own) + " more stages";
                boxes.add(new Box(0, rest, Kind.CALL, false));
            }
        }

        private void addFlows() {
            var seen = new int[problem.sites().size()];
            Arrays.fill(seen, -1);
            for (int v : graph.order()) {
                for (int i = graph.consumerStart()[v]; i < graph.consumerStart()[v + 1]; i++) {
                    addFlow(v, graph.consumers()[i], seen);
                }
            }
        }

        /** Adds an edge; a value counts for the first consumer on each other site. */
        private void addFlow(int v, int consumer, int[] seen) {
            int from = boxOf[v];
            int to = boxOf[consumer];
            if (from < 0 || to < 0) {
                return;
            }
            long[] sums = flows.computeIfAbsent((long) from << 32 | to, pair -> new long[3]);
            int site = layout.site()[consumer];
            boolean runs = problem.state()[consumer] == Problem.RUN;
            if (runs && site != layout.site()[v] && seen[site] != v) {
                seen[site] = v;
                sums[0]++;
                sums[1] += expected.bytes(v);
            }
            if (layout.fusedWith()[v] == consumer) {
                sums[2]++;
            }
        }
    }
}
