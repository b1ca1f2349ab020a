package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;

import java.util.Arrays;

/**
 * What moves between sites in a layout: a value goes to each other site that needs it once, for the
 * first of its consumers there.
 */
final class Flow {
    /** Called for each value and each other site it goes to. */
    interface Visitor {
        /**
         * A move.
         *
         * @param value the vertex whose value it is
         * @param consumer the first of its consumers there
         */
        void move(int value, int consumer);
    }

    private final Problem problem;
    private final int[] siteOf;

    Flow(Problem problem, Layout layout) {
        this.problem = problem;
        this.siteOf = layout.site();
    }

    /** Visits all moves; values in the order of their sites. */
    void each(Visitor visitor) {
        GraphModel graph = problem.graph();
        var values = new Groups(problem.sites().size());
        for (int site : siteOf) {
            if (site >= 0) {
                values.expect(site);
            }
        }
        values.begin();
        for (int v = 0; v < siteOf.length; v++) {
            if (siteOf[v] >= 0) {
                values.add(siteOf[v], v);
            }
        }
        var seen = new int[problem.sites().size()];
        Arrays.fill(seen, -1);
        for (int site = 0; site < seen.length; site++) {
            var here = new int[values.count(site)];
            values.copy(site, here, 0);
            for (int v : here) {
                for (int i = graph.consumerStart()[v]; i < graph.consumerStart()[v + 1]; i++) {
                    int consumer = graph.consumers()[i];
                    int to = siteOf[consumer];
                    if (problem.state()[consumer] == Problem.RUN && to != site && seen[to] != v) {
                        seen[to] = v;
                        visitor.move(v, consumer);
                    }
                }
            }
        }
    }
}
