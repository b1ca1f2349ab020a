package io.wick.ignite.internal.graph;

import io.wick.ObjectRef;
import io.wick.error.GraphException;
import io.wick.graph.DurableRun;
import io.wick.graph.Explanation;
import io.wick.graph.Graph;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.RunOptions;
import io.wick.ignite.internal.object.Receiver;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Aside;
import io.wick.internal.planner.Costs;
import io.wick.internal.planner.Explainer;
import io.wick.internal.planner.Layout;
import io.wick.internal.planner.PlanDrawing;
import io.wick.internal.planner.Planner;
import io.wick.internal.planner.Problem;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Programs;
import io.wick.internal.planner.Site;
import io.wick.internal.run.FirstPlacement;
import io.wick.internal.run.Instruction;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A plan of this node. It keeps the last placement of the whole graph, and what of it was shipped
 * where, for the runs to come.
 */
final class IgnitePlan<R extends @Nullable Object> implements Plan<R> {
    private static final int LEARN_EVERY = 64;
    private static final int TEACHING_RUNS = 2;
    private static final double SURPRISE = 2;

    private final RunOwner owner;
    private final Graph<R> graph;
    private final long number;
    private final @Nullable UUID application;
    private final Map<String, Class<?>> inputTypes;

    /** The nodes that were sent the current placement; guarded by the monitor. */
    private final Set<UUID> shipped = new HashSet<>();

    /** The nodes that were sent any placement. */
    private final Set<UUID> receivers;

    private @Nullable Placement placement;
    private @Nullable Loaded own;
    private int versions;
    private int runs;
    private final @Nullable String[] keys;
    private final boolean bound;

    IgnitePlan(
            RunOwner owner,
            Graph<R> graph,
            long number,
            @Nullable UUID application,
            Set<UUID> receivers) {
        this.owner = owner;
        this.graph = graph;
        this.number = number;
        this.application = application;
        this.receivers = receivers;
        this.inputTypes = inputTypes(graph.model());
        this.keys = Learnt.keys(graph.model());
        this.bound = Homes.areThere(graph.model());
    }

    /** A run has ended; the first ones teach most, later ones now and then. */
    void ran(Meter measured) {
        int count;
        synchronized (this) {
            count = ++runs;
        }
        if (Integer.bitCount(count) == 1 || count % LEARN_EVERY == 0) {
            owner.learnt().learn(keys, measured);
        }
        if (count <= TEACHING_RUNS) {
            placeAnewIfSurprised();
        }
    }

    /** The first placement rests on guesses: it is made again when they were far off. */
    private void placeAnewIfSurprised() {
        double now = Arrays.stream(owner.learnt().nanos(model())).asDoubleStream().sum();
        synchronized (this) {
            Placement known = placement;
            if (known != null && known.first().sites().size() > 1) {
                double before = known.expectedNanos();
                if (now > SURPRISE * before || before > SURPRISE * now) {
                    placement = null;
                }
            }
        }
    }

    /** A placement of the whole graph. */
    private record Placement(int version, Problem problem, Layout layout, FirstPlacement first) {
        /** The time of all vertices, as it was expected. */
        double expectedNanos() {
            double sum = 0;
            for (long nanos : problem.nanos()) {
                sum += nanos > 0 ? nanos : problem.costs().defaultNanos();
            }
            return sum;
        }

        boolean fits(List<Site> sites) {
            if (sites.size() != problem.sites().size()) {
                return false;
            }
            for (int site = 0; site < sites.size(); site++) {
                if (!sites.get(site).id().equals(problem.sites().get(site).id())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Map<String, Class<?>> inputTypes(GraphModel graph) {
        var types = new HashMap<String, Class<?>>();
        for (Stage stage : graph.stages()) {
            if (stage.operation() instanceof Operation.Input(Class<?> type)) {
                types.put(stage.name(), type);
            }
        }
        return types;
    }

    @Override
    public Graph<R> graph() {
        return graph;
    }

    GraphModel model() {
        return graph.model();
    }

    String name() {
        return model().name();
    }

    long number() {
        return number;
    }

    @Override
    public GraphRun<R> run(Map<String, ?> inputs, RunOptions options) {
        check(inputs);
        Placement now = placement(inputs);
        return owner.start(
                new OwnedRun<>(
                        owner,
                        this,
                        owner.nextKey(),
                        options,
                        Map.copyOf(inputs),
                        now.first(),
                        null));
    }

    @Override
    public DurableRun<R> start(String name, Map<String, ?> inputs, RunOptions options) {
        check(inputs);
        var unused = placement(inputs); // what can run nowhere is told at once
        return owner.durableStarts().start(name, model(), application, inputs, options);
    }

    /** A run that the cluster knows as a durable one; nothing is planned before its start. */
    OwnedRun<R> keep(KeptRun kept, Map<String, ?> inputs, RunOptions options) {
        return new OwnedRun<>(
                owner,
                this,
                owner.nextKey(),
                options,
                Map.copyOf(inputs),
                FirstPlacement.NONE,
                kept);
    }

    private void check(Map<String, ?> inputs) {
        for (String name : inputs.keySet()) {
            if (!inputTypes.containsKey(name)) {
                throw new GraphException(
                        "Graph '"
                                + name()
                                + "' has no input '"
                                + name
                                + "'. Its inputs are "
                                + inputTypes.keySet());
            }
        }
        inputTypes.forEach(
                (name, type) -> {
                    Object value = inputs.get(name);
                    if (value == null) {
                        throw new GraphException(
                                "Input '"
                                        + name
                                        + "' of graph '"
                                        + name()
                                        + "' has no value. Pass a "
                                        + type.getSimpleName()
                                        + " in run(Map.of(\""
                                        + name
                                        + "\", ...))");
                    }
                    if (!(value instanceof ObjectRef<?>) && !type.isInstance(value)) {
                        throw new GraphException(
                                "Input '"
                                        + name
                                        + "' of graph '"
                                        + name()
                                        + "' is a "
                                        + type.getName()
                                        + ", got a "
                                        + value.getClass().getName());
                    }
                });
    }

    /** Places the graph for the nodes there are; what cannot be placed is thrown. */
    void place() {
        var unused = placement(Map.of());
    }

    /** The placement for the cluster as it is, the last one if that still fits. */
    private Placement placement(Map<String, ?> inputs) {
        List<Site> sites = owner.sites();
        Placement known;
        synchronized (this) {
            known = placement;
        }
        if (known != null && !known.fits(sites)) {
            known = null;
        }
        if (known != null && !bound) {
            return known;
        }
        int[] home = owner.homes().of(model(), sites, inputs);
        if (known != null && Arrays.equals(home, known.problem().home())) {
            return known;
        }
        Problem problem = problem(sites, home, new byte[model().size()], inputs);
        Layout layout = Planner.place(problem);
        List<Program> programs = Programs.cut(problem, layout);
        synchronized (this) {
            var fresh =
                    new Placement(++versions, problem, layout, new FirstPlacement(sites, programs));
            placement = fresh;
            shipped.clear(); // but not the receivers: they forget older versions with the plan
            return fresh;
        }
    }

    private Problem problem(List<Site> sites, int[] home, byte[] state, Map<String, ?> inputs) {
        int own = -1;
        for (int site = 0; site < sites.size(); site++) {
            own = sites.get(site).id().equals(owner.context().local()) ? site : own;
        }
        return new Problem(
                model(),
                sites,
                own,
                home,
                state,
                owner.learnt().nanos(model()),
                owner.homes().sized(model(), owner.learnt().bytes(model()), inputs),
                Costs.DEFAULT);
    }

    /** Places what is left of a run. */
    List<Program> replan(
            List<Site> sites, byte[] state, int[] keptAt, BitSet risky, Map<String, ?> inputs) {
        int[] home = owner.homes().of(model(), sites, inputs);
        for (int v = 0; v < home.length; v++) {
            if (state[v] != Problem.KEPT) {
                continue;
            }
            if (isPartition(v) && home[v] != keptAt[v]) {
                state[v] = Problem.RUN; // what is kept is a name: its data is somewhere else now
            } else {
                home[v] = keptAt[v];
            }
        }
        Problem problem = problem(sites, home, state, inputs);
        return Programs.cut(problem, Aside.place(problem, risky));
    }

    private boolean isPartition(int vertex) {
        return model().stage(vertex).operation() instanceof Operation.CachePartitions;
    }

    /** The part of this node in an epoch of a run: nothing is copied. */
    Launch own(OwnedRun<?> run, Instruction.Launch launch, List<UUID> sites) {
        Program program = launch.program();
        return new Launch(
                run.key(),
                run.durable(),
                launch.epoch(),
                run.continueOnError(),
                loaded(program, sites),
                run.inputsOf(program),
                launch.caution(),
                new RunHost[1]);
    }

    /** The job of another node in an epoch of a run. */
    GraphJob job(OwnedRun<?> run, Instruction.Launch launch, List<UUID> sites) {
        Program program = launch.program();
        UUID node = launch.site().id();
        RunContext context = owner.context();
        Map<Integer, Object> inputs = run.inputsOf(program);
        int version;
        boolean whole;
        synchronized (this) {
            Placement now = placement;
            boolean current = now != null && now.first().programs().contains(program);
            version = current && now != null ? now.version() : 0;
            whole = !current || shipped.add(node);
            if (current) {
                receivers.add(node);
            }
        }
        var shipment =
                new Launch.Shipment(number, version, model(), program, sites, application, whole);
        try {
            return new GraphJob(
                    context.local(),
                    Launch.write(
                            run.key(),
                            run.durable(),
                            launch.epoch(),
                            run.continueOnError(),
                            inputs,
                            launch.caution(),
                            shipment,
                            context,
                            new Receiver(node)));
        } catch (RuntimeException | Error e) {
            notShipped(node);
            throw e;
        }
    }

    /** A program with its code, for this node; that of the last run if it is the same. */
    private Loaded loaded(Program program, List<UUID> sites) {
        synchronized (this) {
            Loaded known = own;
            if (known == null || known.program() != program) {
                own = known = PlanCode.local(model(), program, sites, application);
            }
            return known;
        }
    }

    /** A node could not take its job: what was shipped there may not have arrived. */
    synchronized void notShipped(UUID node) {
        shipped.remove(node);
    }

    @Override
    public Explanation explain() {
        Placement now = placement(Map.of());
        return Explainer.explain(now.problem(), now.layout());
    }

    @Override
    public String toMermaid() {
        Placement now = placement(Map.of());
        return PlanDrawing.mermaid(now.problem(), now.layout());
    }

    @Override
    public String toDot() {
        Placement now = placement(Map.of());
        return PlanDrawing.dot(now.problem(), now.layout());
    }
}
