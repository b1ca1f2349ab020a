package io.wick.internal.run.sim;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.Evidence;
import io.wick.internal.run.FirstPlacement;
import io.wick.internal.run.Instruction;
import io.wick.internal.run.Predecessor;
import io.wick.internal.run.Replanner;
import io.wick.internal.run.RunCoordinator;
import io.wick.internal.run.RunState;
import io.wick.internal.run.sim.Trace.What;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/** The node that started the run: the coordinator, the results, what it knows of the cluster. */
final class Owner {
    /** More than any owner launches. */
    private static final int EPOCHS = 1 << 16;

    private final World world;
    private final SimNode at;
    private final int term;
    private final int before;
    private final RunCoordinator coordinator;
    private final Replanner replanner;
    private final BitSet results = new BitSet();

    /** By partition: the node that has its data, as far as the owner knows. */
    private int[] homes;

    private long planNanos;

    /** What the next owner will know. */
    private Predecessor known;

    private BitSet own = new BitSet();
    private int lastEpoch;

    private @Nullable Instruction failed;
    private boolean completed;
    private boolean cancelled;
    private long endedAt;
    private long events;
    private long nanos;

    /**
     * An owner of the run.
     *
     * @param term how many it had before
     * @param last the owner before, if there was one
     */
    Owner(World world, SimNode at, List<Site> sites, int term, @Nullable Owner last) {
        this.world = world;
        this.at = at;
        this.term = term;
        boolean anew = world.mutation == Mutation.NUMBERS_BEGIN_ANEW;
        this.before = anew ? Math.min(term, 1) : term * EPOCHS;
        this.homes = world.dataAt.clone();
        this.known = new Predecessor(at.id(), new BitSet(), Evidence.NONE);
        GraphModel graph = world.scenario.graph();
        Replanner planner =
                world.scenario.costs() == null
                        ? new SimplePlanner(graph, this::home, at.id())
                        : new RealPlanner(world.scenario, this::home, at.id());
        this.replanner =
                (nodes, state, home, risky) -> {
                    long begin = System.nanoTime();
                    List<Program> programs = planner.plan(nodes, state, home, risky);
                    planNanos += System.nanoTime() - begin;
                    return programs;
                };
        this.coordinator =
                new RunCoordinator(
                        graph,
                        replanner,
                        world.scenario.isPlanned() ? first(sites) : FirstPlacement.NONE,
                        before,
                        last == null ? null : last.known);
    }

    int term() {
        return term;
    }

    SimNode at() {
        return at;
    }

    private FirstPlacement first(List<Site> sites) {
        GraphModel graph = world.scenario.graph();
        int[] none = new int[graph.size()];
        Arrays.fill(none, -1);
        try {
            List<Program> programs =
                    replanner.plan(sites, new byte[graph.size()], none, new BitSet());
            return new FirstPlacement(sites, programs);
        } catch (io.wick.error.InfeasibleException e) {
            return FirstPlacement.NONE;
        }
    }

    private @Nullable UUID home(int vertex) {
        var data = world.scenario.data();
        if (data == null || vertex < data.first() || vertex >= data.first() + data.count()) {
            return null;
        }
        return world.nodes.get(homes[vertex - data.first()]).id();
    }

    RunState state() {
        return coordinator.state();
    }

    int epoch() {
        return coordinator.epoch();
    }

    boolean isCompleted() {
        return completed;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Why it ended without result; null when it did not. */
    @Nullable Instruction failed() {
        return failed;
    }

    /** When the run completed or failed. */
    long endedAt() {
        return endedAt;
    }

    /** Events it handled. */
    long events() {
        return events;
    }

    /** Real time they took, without planning. */
    long nanos() {
        return nanos - planNanos;
    }

    /** Real time that planning took. */
    long planNanos() {
        return planNanos;
    }

    /** It learns where the data is. */
    void learnHomes(int[] now) {
        homes = now;
    }

    void cancel() {
        cancelled = true;
        world.note(What.CANCEL, at, 0, 0);
        tell(new Event.Cancel());
    }

    void tell(Event event) {
        long begin = System.nanoTime();
        List<Instruction> out = coordinator.handle(mutated(event));
        nanos += System.nanoTime() - begin;
        events++;
        if (world.scenario.graph().size() < 1000) {
            coordinator.check();
        }
        out.forEach(this::perform);
    }

    private Event mutated(Event event) {
        return world.mutation == Mutation.OLD_REPORTS_COUNT && event instanceof Event.Ended ended
                ? new Event.Ended(coordinator.epoch(), ended.node(), ended.report())
                : event;
    }

    /** The value of a result vertex comes. */
    void result(int vertex, long value) {
        world.checkValue(vertex, value);
        boolean first = !results.get(vertex);
        results.set(vertex);
        if (first) {
            world.note(What.RESULT, at, 0, vertex);
        }
        tell(new Event.Result(vertex));
    }

    private void perform(Instruction instruction) {
        switch (instruction) {
            case Instruction.Launch launch -> launch(launch);
            case Instruction.Stop stop -> {
                SimNode to = world.node(stop.node());
                send(to, 64, () -> to.stop(stop.epoch()));
            }
            case Instruction.Probe probe -> {
                SimNode to = world.node(probe.node());
                world.note(What.PROBE, to, probe.epoch(), 0);
                send(to, 64, () -> to.probe(probe.epoch()));
            }
            case Instruction.Forget forget -> {
                SimNode to = world.node(forget.node());
                send(to, 64, to::forget);
            }
            case Instruction.Adopt(UUID node) -> {
                SimNode to = world.node(node);
                send(to, 64, () -> to.adopt(before));
            }
            case Instruction.Complete complete -> complete();
            case Instruction.Fail fail -> {
                world.note(What.FAIL, at, coordinator.epoch(), fail.cause().ordinal());
                fail(fail);
            }
            case Instruction.Begin begin -> {
                SimNode to = world.node(begin.node());
                world.note(What.BEGIN, to, begin.epoch(), begin.vertex());
                send(to, 64, () -> to.may(begin.epoch(), begin.vertex()));
            }
            case Instruction.Second second ->
                    throw new Violation("nobody has said that it is slow: " + second);
            case Instruction.Poisoned poisoned -> {
                world.note(What.FAIL, at, coordinator.epoch(), -poisoned.vertex());
                for (UUID node : poisoned.nodes()) {
                    SimNode dead = world.node(node);
                    Violation.unless(!dead.isAlive(), "lives, but was killed: " + poisoned);
                    Violation.unless(
                            node.equals(poisoned.nodes().getFirst())
                                    || world.hasBegun(dead, poisoned.vertex()),
                            () -> "was waiting when node " + dead.number() + " died: " + poisoned);
                }
                fail(poisoned);
            }
        }
    }

    private void fail(Instruction how) {
        Violation.unless(failed == null && !completed, "ends twice: " + how);
        failed = how;
        endedAt = world.clock.now();
    }

    private void launch(Instruction.Launch launch) {
        SimNode to = world.node(launch.site().id());
        if (launch.epoch() > lastEpoch) {
            lastEpoch = launch.epoch();
            own = new BitSet();
        }
        if (to == at) {
            Program program = launch.program();
            Arrays.stream(program.vertex(), 0, program.locals()).forEach(own::set);
        }
        known = new Predecessor(at.id(), own, coordinator.evidence());
        boolean sent = send(to, 64 + 8L * launch.program().values(), () -> to.launch(launch));
        boolean lossy = world.scenario.faults().loss() > 0;
        if (lossy && world.random.nextInt(sent ? 50 : 2) == 0) {
            var event = new Event.Unreachable(launch.epoch(), to.id());
            world.note(What.UNREACHABLE, to, launch.epoch(), 0);
            long later = world.random.nextLong(50_000);
            world.clock.after(later, () -> at.deliver(() -> tell(event)));
        }
    }

    private boolean send(SimNode to, long bytes, Runnable what) {
        return world.network.send(
                at,
                to,
                bytes,
                () -> {
                    if (to.obeys(this)) {
                        what.run();
                    }
                });
    }

    private void complete() {
        world.note(What.COMPLETE, at, coordinator.epoch(), results.cardinality());
        Violation.unless(failed == null && !completed, "completes twice");
        completed = true;
        endedAt = world.clock.now();
        GraphModel graph = world.scenario.graph();
        for (int vertex : graph.results()) {
            Violation.unless(results.get(vertex), "complete without the result " + vertex);
        }
        for (int v = 0; v < graph.size(); v++) {
            boolean sink = graph.consumerStart()[v] == graph.consumerStart()[v + 1];
            Violation.unless(!sink || world.ran.get(v), "complete without the sink " + v);
        }
    }
}
