package io.wick.internal.planner;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.InfeasibleException;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.scheduler.Placer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The demands of all stages; stages that ask for the same share one. */
final class Demands {
    private static final Demand.Key SOURCE = new Demand.Key(true, Resources.ONE_CPU, null, false);

    private final Problem problem;
    private final int[] stageOf;
    private final Demand[] ofStage;
    private final List<Demand> all = new ArrayList<>();

    Demands(Problem problem) {
        this.problem = problem;
        this.stageOf = problem.graph().stageOf();
        List<Stage> stages = problem.graph().stages();
        this.ofStage = new Demand[stages.size()];
        int[] order = order(problem);
        var byKey = new HashMap<Demand.Key, Demand>();
        var byOptions = new IdentityHashMap<TaskOptions, Demand>();
        for (int i = 0; i < ofStage.length; i++) {
            Stage stage = stages.get(i);
            boolean call = stage.operation() instanceof Operation.Call;
            Demand known = call ? byOptions.get(stage.options()) : byKey.get(SOURCE);
            if (known == null) {
                known =
                        byKey.computeIfAbsent(
                                call ? key(stage.options()) : SOURCE,
                                key -> {
                                    var demand = new Demand(key, problem.sites(), order);
                                    all.add(demand);
                                    return demand;
                                });
                if (call) {
                    byOptions.put(stage.options(), known);
                }
            }
            ofStage[i] = known;
        }
    }

    private static Demand.Key key(TaskOptions options) {
        return new Demand.Key(
                false,
                options.resources(),
                attribute(options.placement()),
                options.placement() instanceof Placement.Spread);
    }

    private static Map.@Nullable Entry<String, String> attribute(Placement placement) {
        return placement instanceof Placement.WithAttribute with
                ? Map.entry(with.name(), with.value())
                : null;
    }

    /**
     * The owner first unless it has clearly more to do than others, then by load, then as given.
     */
    private static int[] order(Problem problem) {
        List<Site> sites = problem.sites();
        int owner = problem.owner();
        var indices = new ArrayList<Integer>(sites.size());
        for (int site = 0; site < sites.size(); site++) {
            indices.add(site);
        }
        indices.sort((a, b) -> Double.compare(load(sites, owner, a), load(sites, owner, b)));
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double load(List<Site> sites, int owner, int site) {
        double load = sites.get(site).load();
        return site == owner ? load - Placer.LOCAL_PREFERENCE : load;
    }

    /** The demand of a vertex. */
    Demand of(int vertex) {
        return ofStage[stageOf[vertex]];
    }

    /** Some demand, for a start. */
    Demand any() {
        return all.isEmpty() ? new Demand(SOURCE, problem.sites(), new int[0]) : all.getFirst();
    }

    /** All demands, in the order of their first stages. */
    List<Demand> all() {
        return all;
    }

    /** Why a vertex cannot run on the only site it may run on, or on any for -1. */
    InfeasibleException infeasible(int vertex, int only) {
        Demand.Key key = of(vertex).key;
        var nodes = new ArrayList<Placer.Candidate>();
        for (int i = 0; i < problem.sites().size(); i++) {
            Site site = problem.sites().get(i);
            nodes.add(
                    new Placer.Candidate(
                            site.id(),
                            i == problem.owner(),
                            site.capacity(),
                            site.attributes(),
                            site.load()));
        }
        UUID node = only < 0 ? null : problem.sites().get(only).id();
        var request =
                new Placer.Request(key.resources(), node, null, false, key.attribute(), Map.of());
        String reason =
                switch (new Placer().place(request, nodes)) {
                    case Placer.Decision.Infeasible infeasible -> infeasible.reason();
                    case Placer.Decision.Place place ->
                            throw new IllegalStateException("It can run on " + place.node());
                };
        return new InfeasibleException(
                "The vertex '"
                        + problem.graph().vertexName(vertex)
                        + "' of the graph '"
                        + problem.graph().name()
                        + "' can never run: "
                        + reason);
    }
}
