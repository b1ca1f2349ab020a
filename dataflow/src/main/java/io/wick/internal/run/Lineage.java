package io.wick.internal.run;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Problem;
import io.wick.internal.planner.Site;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What of a run has been done, which node has which value, and so what is still to be done. */
final class Lineage {
    private final GraphModel graph;
    private final BitSet missingResults = new BitSet();
    private final BitSet results = new BitSet();
    private final BitSet done = new BitSet();
    private final Map<UUID, Integer> launched = new LinkedHashMap<>();
    private final Map<UUID, int[]> kept = new HashMap<>();

    Lineage(GraphModel graph) {
        this.graph = graph;
        for (int vertex : graph.results()) {
            results.set(vertex);
            missingResults.set(vertex);
        }
    }

    /**
     * What is still to be done.
     *
     * @param state by vertex, as in {@link Problem}
     * @param home by vertex: the site that has a kept value, or -1
     * @param left vertices to run and results to come
     */
    record Needs(byte[] state, int[] home, int left) {}

    /** The value of a vertex is at the owner; false when it was, or is not wanted. */
    boolean arrived(int vertex) {
        boolean news = vertex >= 0 && missingResults.get(vertex);
        if (news) {
            missingResults.clear(vertex);
        }
        return news;
    }

    /** Results that the owner does not have. */
    int resultsLeft() {
        return missingResults.cardinality();
    }

    /** Whether the owner has all results. */
    boolean hasAllResults() {
        return missingResults.isEmpty();
    }

    /** A node gets a job: what it keeps is not known until it reports. */
    void launch(int epoch, UUID node) {
        launched.put(node, epoch);
        kept.remove(node);
    }

    /** A node is asked what it has of an earlier owner's epochs, or has told. */
    void ask(int before, UUID node) {
        launched.putIfAbsent(node, before);
    }

    /** A node tells what it has of an earlier owner's epochs; true unless it has a job by now. */
    boolean adopt(int before, Event.Adopted adopted) {
        ask(before, adopted.node());
        report(new Event.Ended(before, adopted.node(), adopted.report()));
        return Integer.valueOf(before).equals(launched.get(adopted.node()));
    }

    /** The vertices that have run; not to be changed. */
    BitSet ran() {
        return done;
    }

    /** How many vertices have run. */
    int done() {
        return done.cardinality();
    }

    /** A node reports: what it ran is a fact, what it keeps only when it got no newer job. */
    void report(Event.Ended ended) {
        Integer last = launched.get(ended.node());
        if (last == null) {
            return;
        }
        done.or(ended.report().done());
        if (last == ended.epoch()) {
            done.or(ended.report().kept());
            kept.put(ended.node(), vertices(ended.report().kept()));
        }
    }

    private static int[] vertices(BitSet set) {
        int[] vertices = new int[set.cardinality()];
        int at = 0;
        for (int v = set.nextSetBit(0); v >= 0; v = set.nextSetBit(v + 1)) {
            vertices[at++] = v;
        }
        return vertices;
    }

    /** A node has left and its values with it. */
    void lose(UUID node) {
        kept.remove(node);
        launched.remove(node);
    }

    /** The nodes that have had a job and have not left. */
    Iterable<UUID> participants() {
        return launched.keySet();
    }

    /**
     * The results that have not come, the sinks that have not run, and backwards all they need
     * whose value none of the sites has. Linear in vertices and edges.
     */
    Needs needs(List<Site> sites) {
        int size = graph.size();
        byte[] state = new byte[size];
        Arrays.fill(state, Problem.SKIP);
        int[] home = keepers(sites);
        int[] stack = new int[size];
        int top = 0;
        for (int v = missingResults.nextSetBit(0); v >= 0; v = missingResults.nextSetBit(v + 1)) {
            top = need(v, state, home, stack, top);
        }
        for (int v = 0; v < size; v++) {
            boolean sink = graph.consumerStart()[v] == graph.consumerStart()[v + 1];
            if (sink && !done.get(v) && !results.get(v)) {
                top = need(v, state, home, stack, top);
            }
        }
        int toRun = 0;
        while (top > 0) {
            int v = stack[--top];
            toRun++;
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                top = need(graph.inputs()[i], state, home, stack, top);
            }
        }
        for (int v = 0; v < size; v++) {
            if (state[v] != Problem.KEPT) {
                home[v] = -1;
            }
        }
        return new Needs(state, home, toRun + resultsLeft());
    }

    private static int need(int vertex, byte[] state, int[] keeper, int[] stack, int top) {
        if (state[vertex] != Problem.SKIP) {
            return top;
        }
        if (keeper[vertex] >= 0) {
            state[vertex] = Problem.KEPT;
            return top;
        }
        state[vertex] = Problem.RUN;
        stack[top] = vertex;
        return top + 1;
    }

    private int[] keepers(List<Site> sites) {
        int[] keeper = new int[graph.size()];
        Arrays.fill(keeper, -1);
        for (int site = 0; site < sites.size(); site++) {
            int[] values = kept.get(sites.get(site).id());
            if (values != null) {
                for (int vertex : values) {
                    keeper[vertex] = keeper[vertex] < 0 ? site : keeper[vertex];
                }
            }
        }
        return keeper;
    }
}
