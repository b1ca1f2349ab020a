package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;

/**
 * What each site should have to do by the end of a level, if all had the same; and where a vertex
 * stands in its stage.
 */
final class Shares {
    private static final double NANOS = 1e9;

    private final Problem problem;
    private final Demands demands;
    private final Chains chains;
    private final int[] stageOf;
    private final double[] stageNanos;
    private final double[] stageDone;
    private final int[] stageSeen;
    private final double widest;

    /** By site: how long it is busy with what is planned there. */
    final double[] busy;

    /** What of {@link #share} is the same for all demands that any site can meet. */
    private double common;

    /** The average over all sites of what only some can run. */
    private double special;

    Shares(Problem problem, Demands demands, Chains chains) {
        this.problem = problem;
        this.demands = demands;
        this.chains = chains;
        GraphModel graph = problem.graph();
        this.stageOf = graph.stageOf();
        this.stageNanos = new double[graph.stages().size()];
        this.stageDone = new double[stageNanos.length];
        this.stageSeen = new int[stageNanos.length];
        this.busy = new double[problem.sites().size()];
        for (int site = 0; site < busy.length; site++) {
            busy[site] = problem.sites().get(site).load() * NANOS;
        }
        measure();
        this.widest = activate();
    }

    /** How many levels. */
    int levels() {
        return chains.levelStart.length - 1;
    }

    /** The demand of a chain: of its calls, when it begins with a source. */
    Demand demand(int head) {
        int next = chains.next[head];
        return demands.of(next < 0 ? head : next);
    }

    /** Finds the work of stages, and the free work of the widest level of each demand. */
    private void measure() {
        for (int level = 0; level < levels(); level++) {
            for (int i = chains.levelStart[level]; i < chains.levelStart[level + 1]; i++) {
                int head = chains.heads[i];
                stageNanos[stageOf[head]] += chains.nanos[head];
                if (problem.home()[head] < 0) {
                    Demand demand = demand(head);
                    demand.levelNanos += chains.nanos[head];
                    demand.heaviest = Math.max(demand.heaviest, demand.levelNanos);
                }
            }
            for (int i = chains.levelStart[level]; i < chains.levelStart[level + 1]; i++) {
                demand(chains.heads[i]).levelNanos = 0;
            }
        }
    }

    /** Chooses the sites worth using, and adds up what they have to do already. */
    private double activate() {
        int most = 0;
        for (Demand demand : demands.all()) {
            if (demand.count() > 0) {
                demand.activate(problem.costs().messageNanos(), busy);
                most = Math.max(most, demand.everywhere ? demand.active : 0);
            }
        }
        return most > 0 ? most : busy.length;
    }

    /** Adds the work of a level; call for each level in turn, before anything of it is placed. */
    void begin(int level) {
        for (int i = chains.levelStart[level]; i < chains.levelStart[level + 1]; i++) {
            int head = chains.heads[i];
            Demand demand = demand(head);
            if (problem.home()[head] < 0) {
                demand.levelNanos += chains.nanos[head];
            } else {
                demand.boundNanos += chains.nanos[head];
            }
        }
        for (int i = chains.levelStart[level]; i < chains.levelStart[level + 1]; i++) {
            Demand demand = demand(chains.heads[i]);
            if (demand.count() > 0 && demand.levelNanos + demand.boundNanos > 0) {
                double each =
                        demand.levelNanos / demand.slots(demand.active)
                                + demand.boundNanos / demand.slots(demand.count());
                if (demand.everywhere) {
                    common += each;
                } else {
                    demand.own += each;
                    special += each * demand.active / widest;
                }
            }
            demand.levelNanos = 0;
            demand.boundNanos = 0;
        }
    }

    /** The time for which a site may be busy before others should take over. */
    double share(Demand demand) {
        return demand.own + common + (demand.everywhere ? special : 0);
    }

    /** Where a chain stands in the work of its stage, from 0 to 1; call once for each, in order. */
    double place(int head, int count) {
        int stage = stageOf[head];
        double nanos = chains.nanos[head];
        double all = stageNanos[stage];
        double place =
                all > 0 ? (stageDone[stage] + nanos / 2) / all : (stageSeen[stage] + 0.5) / count;
        stageDone[stage] += nanos;
        stageSeen[stage]++;
        return Math.min(1, place);
    }
}
