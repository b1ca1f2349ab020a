package io.wick.internal.graph;

import io.wick.error.GraphException;

/** Turns edges around and sorts vertices; linear in the edges. */
final class Edges {
    private Edges() {}

    /** Fills the consumers of each vertex from the inputs of each vertex. */
    static void invert(int[] inputStart, int[] inputs, int[] consumerStart, int[] consumers) {
        for (int input : inputs) {
            consumerStart[input + 1]++;
        }
        for (int v = 1; v < consumerStart.length; v++) {
            consumerStart[v] += consumerStart[v - 1];
        }
        int[] next = consumerStart.clone();
        for (int v = 0; v + 1 < inputStart.length; v++) {
            for (int i = inputStart[v]; i < inputStart[v + 1]; i++) {
                consumers[next[inputs[i]]++] = v;
            }
        }
    }

    /** Vertices with inputs before consumers; smaller ids first where both orders would do. */
    static int[] topological(GraphModel graph) {
        int size = graph.size();
        int[] order = new int[size];
        if (isSorted(graph)) {
            for (int v = 0; v < size; v++) {
                order[v] = v;
            }
            return order;
        }
        int[] missing = new int[size];
        int tail = 0;
        for (int v = 0; v < size; v++) {
            missing[v] = graph.inputStart()[v + 1] - graph.inputStart()[v];
            if (missing[v] == 0) {
                order[tail++] = v;
            }
        }
        for (int head = 0; head < tail; head++) {
            int v = order[head];
            for (int i = graph.consumerStart()[v]; i < graph.consumerStart()[v + 1]; i++) {
                int consumer = graph.consumers()[i];
                if (--missing[consumer] == 0) {
                    order[tail++] = consumer;
                }
            }
        }
        if (tail < size) {
            throw new GraphException(cycle(graph, missing));
        }
        return order;
    }

    private static boolean isSorted(GraphModel graph) {
        for (int v = 0; v < graph.size(); v++) {
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                if (graph.inputs()[i] >= v) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Walks back over unmet inputs from any vertex left over until one comes again. */
    private static String cycle(GraphModel graph, int[] missing) {
        int v = 0;
        while (missing[v] == 0) {
            v++;
        }
        int[] seenAt = new int[graph.size()];
        int[] path = new int[graph.size() + 1];
        int length = 0;
        while (seenAt[v] == 0) {
            path[length++] = v;
            seenAt[v] = length;
            v = unmetInput(graph, missing, v);
        }
        var text = new StringBuilder();
        int from = seenAt[v] - 1;
        text.append(graph.vertexName(v));
        for (int i = length - 1; i >= from; i--) {
            text.append(" -> ").append(graph.vertexName(path[i]));
        }
        return "The graph '"
                + graph.name()
                + "' has a cycle: "
                + text
                + ". A graph runs each vertex once: take one of these edges out, or unroll the"
                + " loop into a stage per iteration";
    }

    private static int unmetInput(GraphModel graph, int[] missing, int v) {
        for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
            int input = graph.inputs()[i];
            if (missing[input] > 0) {
                return input;
            }
        }
        throw new IllegalStateException("No unmet input of " + graph.vertexName(v));
    }
}
