package io.wick.internal.planner;

import io.wick.Placement;
import io.wick.graph.Quantity;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Layout.Reason;

/** Why vertices run where they run, in words. Not thread-safe. */
final class Reasons {
    private final Problem problem;
    private final GraphModel graph;
    private final Layout layout;
    private final Expected expected;
    private final double[] finish;
    private final Inputs inputs;

    Reasons(Problem problem, Layout layout, Expected expected) {
        this.problem = problem;
        this.graph = problem.graph();
        this.layout = layout;
        this.expected = expected;
        this.finish = new double[graph.size()];
        this.inputs = new Inputs(problem, expected, layout.site(), finish);
        for (int v : graph.order()) {
            if (problem.state()[v] == Problem.RUN) {
                inputs.of(v);
                finish[v] = inputs.ready(layout.site()[v]) + expected.nanos(v);
            }
        }
    }

    /** The reason of one vertex. */
    String of(int vertex) {
        return switch (Reason.values()[layout.reason()[vertex]]) {
            case HOME -> home(vertex);
            case ASKED -> asked(vertex);
            case BYTES -> bytes(vertex);
            case SOONEST -> soonest(vertex);
            case LOAD -> load(vertex);
            case FUSED -> fused(vertex);
            case ONLY -> only(vertex);
            case SKIPPED ->
                    problem.state()[vertex] == Problem.KEPT
                            ? "has run; its value is there"
                            : "not needed any more";
        };
    }

    /** The reason of vertices of a stage, for many of them. */
    static String of(Reason reason) {
        return switch (reason) {
            case HOME -> "where their data is";
            case ASKED -> "where their placement asks for";
            case BYTES -> "where most bytes of their inputs are";
            case SOONEST -> "where they are ready soonest";
            case LOAD -> "shared out by load";
            case FUSED -> "fused with their only input";
            case ONLY -> "the only node that can";
            case SKIPPED -> "not run again";
        };
    }

    private String home(int vertex) {
        Stage stage = graph.stage(vertex);
        int index = vertex - stage.first();
        return switch (stage.operation()) {
            case Operation.CachePartitions source ->
                    "its data: partition " + index + " of cache " + source.cache();
            case Operation.CacheKeys source ->
                    "its data: key " + source.keys().get(index) + " of cache " + source.cache();
            case Operation.Input input -> "it is given there";
            case Operation.Constant constant -> "it is given there";
            case Operation.Call call -> near(stage.options().placement());
        };
    }

    private static String near(Placement placement) {
        return switch (placement) {
            case Placement.NearKey near ->
                    "asked: near key " + near.key() + " of cache " + near.cache();
            case Placement.NearRef near -> "asked: near a ref";
            case Placement.OnNode on -> "asked: that node";
            case Placement.InGroup in -> "asked: bundle " + in.bundle() + " of " + in.group();
            case Placement.Auto auto -> "its data is there";
            case Placement.Spread spread -> "asked: nodes take turns";
            case Placement.WithAttribute with -> "asked: " + with.name() + "=" + with.value();
        };
    }

    private String asked(int vertex) {
        return near(graph.stage(vertex).options().placement());
    }

    private String bytes(int vertex) {
        int site = layout.site()[vertex];
        long all = 0;
        long there = 0;
        int largest = -1;
        for (int i = graph.inputStart()[vertex]; i < graph.inputStart()[vertex + 1]; i++) {
            int input = graph.inputs()[i];
            long size = expected.bytes(input);
            all += size;
            if (layout.site()[input] == site) {
                there += size;
                if (largest < 0 || size > expected.bytes(largest)) {
                    largest = input;
                }
            }
        }
        String part =
                there == all
                        ? "its " + Quantity.bytes(all) + " of input is there"
                        : Quantity.bytes(there)
                                + " of its "
                                + Quantity.bytes(all)
                                + " of input is there";
        return largest < 0 ? part : part + " (" + graph.vertexName(largest) + ")";
    }

    private String soonest(int vertex) {
        int site = layout.site()[vertex];
        inputs.of(vertex);
        double here = inputs.ready(site);
        double other = Double.POSITIVE_INFINITY;
        for (int s = 0; s < inputs.count(); s++) {
            if (inputs.site(s) != site) {
                other = Math.min(other, inputs.ready(inputs.site(s)));
            }
        }
        if (inputs.count() == 1 && inputs.site(0) == site) {
            other = here + inputs.transferAll();
        }
        if (here < other) {
            return "ready soonest there: after "
                    + Quantity.nanos(Math.round(here))
                    + " instead of "
                    + Quantity.nanos(Math.round(other));
        }
        return here == other
                ? "ready as soon there as elsewhere, with less to do"
                : "the nodes of its inputs have more than their share to do";
    }

    private String load(int vertex) {
        Stage stage = graph.stage(vertex);
        int site = layout.site()[vertex];
        int first = layout.site()[stage.first()];
        int last = layout.site()[stage.first() + stage.count() - 1];
        if (first != last) {
            return "its stage is cut into blocks; this one is there";
        }
        return site == problem.owner()
                ? "the run starts there, and nothing is gained elsewhere"
                : "least to do there";
    }

    private String fused(int vertex) {
        if (expected.isValue(vertex)) {
            for (int i = graph.consumerStart()[vertex];
                    i < graph.consumerStart()[vertex + 1];
                    i++) {
                int consumer = graph.consumers()[i];
                if (problem.state()[consumer] == Problem.RUN) {
                    return "only " + graph.vertexName(consumer) + " takes it";
                }
            }
        }
        return "fused with " + graph.vertexName(graph.inputs()[graph.inputStart()[vertex]]);
    }

    private String only(int vertex) {
        if (problem.sites().size() == 1) {
            return "the only node";
        }
        Stage stage = graph.stage(vertex);
        String asks =
                stage.options().placement() instanceof Placement.WithAttribute with
                        ? with.name() + "=" + with.value()
                        : stage.options().resources().toString();
        return "asked: " + asks + ", which no other node has";
    }
}
