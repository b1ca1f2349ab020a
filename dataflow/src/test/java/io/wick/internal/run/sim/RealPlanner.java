package io.wick.internal.run.sim;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Aside;
import io.wick.internal.planner.Costs;
import io.wick.internal.planner.Problem;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Programs;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Replanner;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** The planner an engine uses, with what a simulation knows of times and sizes. */
final class RealPlanner implements Replanner {
    private final GraphModel graph;
    private final IntFunction<UUID> homes;
    private final UUID owner;
    private final long[] nanos;
    private final long[] bytes;
    private final Costs costs;

    RealPlanner(Scenario scenario, IntFunction<UUID> homes, UUID owner) {
        this.graph = scenario.graph();
        this.homes = homes;
        this.owner = owner;
        this.nanos = new long[graph.size()];
        this.bytes = new long[graph.size()];
        for (int v = 0; v < nanos.length; v++) {
            nanos[v] = scenario.micros()[v] * 1000;
            bytes[v] = graph.stage(v).expectedBytes();
        }
        this.costs = scenario.costs();
    }

    @Override
    public List<Program> plan(List<Site> sites, byte[] state, int[] home, BitSet risky) {
        var numbers = new java.util.HashMap<UUID, Integer>();
        for (int site = 0; site < sites.size(); site++) {
            numbers.put(sites.get(site).id(), site);
        }
        for (int v = 0; v < graph.size(); v++) {
            UUID bound = state[v] == Problem.RUN ? homes.apply(v) : null;
            if (bound != null) {
                home[v] = numbers.getOrDefault(bound, -1);
            }
        }
        int ownerSite = numbers.getOrDefault(owner, -1);
        var problem = new Problem(graph, sites, ownerSite, home, state, nanos, bytes, costs);
        return Programs.cut(problem, Aside.place(problem, risky));
    }
}
