package io.wick.ignite.internal.graph;

import io.wick.ObjectRef;
import io.wick.error.InfeasibleException;
import io.wick.error.SerializationException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.graph.GraphRun;
import io.wick.graph.RunOptions;
import io.wick.graph.RunReport;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.Encoded;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.Evidence;
import io.wick.internal.run.FirstPlacement;
import io.wick.internal.run.Instruction;
import io.wick.internal.run.Pace;
import io.wick.internal.run.RunCoordinator;
import io.wick.internal.run.RunState;
import io.wick.internal.run.SecondAttempts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run on the node that started it. Events go through one queue, emptied by one thread at a time,
 * which alone touches the coordinator and carries out its instructions.
 */
final class OwnedRun<R extends @Nullable Object> implements GraphRun<R>, Work.Cancellable {
    private final RunOwner owner;
    private final IgnitePlan<R> plan;
    private final RunKey key;
    private final RunOptions options;
    private final Map<String, ?> inputs;
    private final RunCoordinator coordinator;
    private final Map<Integer, Ref<Object>> parts = new HashMap<>();
    private final Ref<R> result;
    private final Ref<RunReport> end;
    private final long started = System.nanoTime();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Tally tally;

    /** Its monitor guards it. */
    private final SecondAttempts seconds;

    private final RunErrors errors;
    private final @Nullable KeptRun kept;
    private volatile int done;
    private volatile @Nullable WickException failure;
    private volatile boolean timedOut;

    /** The coordinator is not asked any more; only for the thread that handles events. */
    private boolean broken;

    /** What this node runs itself in the newest epoch; as {@link #broken}, for durable runs. */
    private final BitSet here = new BitSet();

    private int begun;

    OwnedRun(
            RunOwner owner,
            IgnitePlan<R> plan,
            RunKey key,
            RunOptions options,
            Map<String, ?> inputs,
            FirstPlacement first,
            @Nullable KeptRun kept) {
        this.owner = owner;
        this.plan = plan;
        this.key = key;
        this.options = options;
        this.inputs = inputs;
        this.kept = kept;
        GraphModel graph = plan.model();
        coordinator =
                new RunCoordinator(
                        graph,
                        (sites, state, home, risky) ->
                                plan.replan(sites, state, home, risky, inputs),
                        first,
                        kept == null ? 0 : kept.id().epochsBefore(),
                        kept == null ? null : kept.predecessor());
        errors = new RunErrors(graph, key.owner(), options);
        tally = new Tally(graph);
        seconds = new SecondAttempts(graph);
        for (int vertex : graph.results()) {
            parts.computeIfAbsent(vertex, v -> new Ref<>(owner.context().refs(), this));
        }
        end = new Ref<>(owner.context().refs(), this);
        result = result(graph);
    }

    @SuppressWarnings("unchecked")
    private Ref<R> result(GraphModel graph) {
        Ref<Object> only = graph.single() ? parts.get(graph.results()[0]) : null;
        return only != null ? (Ref<R>) only : new Ref<>(owner.context().refs(), this);
    }

    RunKey key() {
        return key;
    }

    /** Which durable run it is; null when it is none. */
    @Nullable DurableId durable() {
        return kept == null ? null : kept.id();
    }

    /** How many vertices have run, for durable runs. */
    int done() {
        return done;
    }

    /** Begins, on the caller's thread: what cannot be planned or sent is thrown to it. */
    void start(List<Site> sites) {
        post(new Event.Start(sites), Runnable::run);
    }

    /** Something happened; may be called on any thread. */
    void post(Event event) {
        post(event, owner.callbacks());
    }

    /**
     * A part on this node tells something. A worker may as well handle it, and what others tell
     * meanwhile: not to be interrupted by the end of its epoch. A thread of the network must not.
     */
    private void postByPart(Event event) {
        Work worker = LocalExecutor.Frame.currentWork();
        post(event, worker == null ? owner.callbacks() : worker::uninterrupted);
    }

    private void post(Event event, Executor by) {
        events.add(event);
        if (pending.getAndIncrement() == 0) {
            by.execute(this::handleEvents);
        }
    }

    private void handleEvents() {
        int handled = 0;
        do {
            Event event = events.poll();
            try {
                if (event != null && !broken) {
                    handle(event);
                }
            } finally {
                handled = pending.decrementAndGet();
            }
        } while (handled > 0);
    }

    private void handle(Event event) {
        try {
            List<Instruction> instructions = coordinator.handle(event);
            if (kept != null) {
                done = coordinator.done(); // before its end may be told
            }
            carryOut(instructions);
            if (event instanceof Event.Tick) {
                beginSeconds();
            }
            if (coordinator.state() == RunState.ENDED) {
                owner.over(this);
            }
        } catch (RuntimeException | Error e) {
            broken = true;
            WickException error = broken(e);
            try {
                finish(error);
            } finally {
                owner.over(this);
                owner.abandon(this);
            }
            if (event instanceof Event.Start) {
                throw error;
            }
        }
    }

    private WickException broken(Throwable cause) {
        String run = "the run of graph '" + plan.name() + "' had ended";
        Throwable known =
                cause instanceof RuntimeException failure ? Ending.explain(failure, run) : cause;
        return known instanceof WickException own
                ? own
                : new InfeasibleException(
                        "The run of graph '" + plan.name() + "' broke: " + known, known);
    }

    private void carryOut(List<Instruction> instructions) {
        var launches = new ArrayList<Instruction.Launch>();
        for (Instruction instruction : instructions) {
            if (!(instruction instanceof Instruction.Launch)) {
                launch(launches);
                launches.clear();
            }
            switch (instruction) {
                case Instruction.Launch launch -> launches.add(launch);
                case Instruction.Stop(int epoch, UUID node) -> owner.sendStop(key, epoch, node);
                case Instruction.Probe(int epoch, UUID node) -> owner.sendProbe(key, epoch, node);
                case Instruction.Adopt(UUID node) -> owner.sendAdopt(this, node);
                case Instruction.Forget(UUID node) -> owner.sendForget(key, node);
                case Instruction.Complete() -> finish(null);
                case Instruction.Begin(int epoch, UUID node, int vertex) ->
                        owner.sendBegin(key, epoch, vertex, node);
                case Instruction.Second(SecondAttempts.Second second) -> begin(second);
                case Instruction.Fail fail ->
                        finish(errors.of(fail, coordinator.epoch(), failure, timedOut));
                case Instruction.Poisoned poisoned -> finish(errors.of(poisoned));
            }
        }
        launch(launches);
    }

    private void launch(List<Instruction.Launch> launches) {
        if (launches.isEmpty()) {
            return;
        }
        int epoch = launches.getFirst().epoch();
        List<UUID> sites = launches.getFirst().sites().stream().map(Site::id).toList();
        var jobs = new HashMap<UUID, GraphJob>();
        Launch own = null;
        try {
            for (Instruction.Launch launch : launches) {
                UUID node = launch.site().id();
                if (node.equals(key.owner())) {
                    own = plan.own(this, launch, sites);
                } else {
                    jobs.put(node, plan.job(this, launch, sites));
                }
                tally.part(node);
            }
            if (!jobs.isEmpty()) {
                owner.execute(plan.name(), this, epoch, jobs);
            }
        } catch (RuntimeException | Error e) {
            jobs.keySet().forEach(plan::notShipped); // none of them was sent
            throw e;
        }
        start(epoch, own);
    }

    /** Starts the part of this node; of a durable run when the next keeper would know of it. */
    private void start(int epoch, @Nullable Launch launch) {
        KeptRun durable = kept;
        if (durable == null) {
            if (launch != null) {
                startOwn(launch);
            }
            return;
        }
        begun = epoch;
        here.clear();
        if (launch == null) {
            leave(durable, () -> {});
        } else {
            Program program = launch.loaded().program();
            Arrays.stream(program.vertex(), 0, program.locals()).forEach(here::set);
            leave(durable, () -> startOwn(launch));
        }
    }

    /** Does something once the next keeper would know what this node runs itself. */
    private void leave(KeptRun durable, Runnable next) {
        int epoch = begun;
        var vertices = (BitSet) here.clone();
        Evidence evidence = coordinator.evidence();
        owner.callbacks()
                .execute(
                        () -> {
                            durable.begins(epoch, vertices, evidence);
                            next.run();
                        });
    }

    private void startOwn(Launch own) {
        own.start(owner.host(), share -> ended(own.epoch(), key.owner(), share));
    }

    boolean continueOnError() {
        return options.continueOnError();
    }

    /** The values of the input vertices that a program has. */
    Map<Integer, Object> inputsOf(Program program) {
        if (inputs.isEmpty()) {
            return Map.of();
        }
        var here = new HashMap<Integer, Object>();
        for (int v = 0; v < program.locals(); v++) {
            int vertex = program.vertex()[v];
            Object value = program.isRoot(v) ? inputs.get(plan.model().stage(vertex).name()) : null;
            if (value != null) {
                here.put(vertex, value);
            }
        }
        return here;
    }

    /** A node's job is lost. */
    void lost(int epoch, UUID node) {
        plan.notShipped(node);
        post(new Event.Unreachable(epoch, node));
    }

    /** A node's job of an epoch ended. */
    void ended(int epoch, UUID node, Share share) {
        if (share.meter().stageCount() == 0) {
            plan.notShipped(node); // it could not be read there, or was not
        }
        tally.add(epoch, node, share);
        WickException error = share.error();
        if (error != null && failure == null) {
            failure = error;
        }
        postByPart(new Event.Ended(epoch, node, share.report()));
    }

    /** What it runs. */
    GraphModel graph() {
        return plan.model();
    }

    /** A node tells what it has of the epochs of earlier keepers. */
    void adopted(UUID node, Share share) {
        WickException error = share.error();
        if (error != null && failure == null) {
            failure = error;
        }
        post(new Event.Adopted(node, share.report()));
    }

    /** The value of a result vertex is here. */
    void result(int vertex, Object outcome) {
        Ref<Object> part = parts.get(vertex);
        if (part == null || !part.complete(outcome)) {
            if (outcome instanceof StoredObject late
                    && (part == null
                            || !(part.outcome() instanceof StoredObject known)
                            || !known.key().equals(late.key()))) {
                owner.store().remove(late.key(), late.backed());
            }
            return;
        }
        if (outcome instanceof StoredObject stored) {
            owner.store().own(stored);
        }
        postByPart(new Event.Result(vertex));
    }

    private void finish(@Nullable WickException error) {
        if (end.isDone()) {
            return;
        }
        if (kept != null) {
            tellEnd(kept, error);
        }
        complete(error);
    }

    /**
     * The cluster hears of it while the nodes still have what they made: before they may forget.
     */
    private void tellEnd(KeptRun durable, @Nullable WickException error) {
        var outcomes = new ArrayList<Object>();
        WickException first = error;
        for (int i = 0; first == null && i < plan.model().results().length; i++) {
            Ref<Object> part = parts.get(plan.model().results()[i]);
            Object outcome = part == null ? null : part.outcome();
            first = outcome instanceof Failure failed ? failed.error() : null;
            outcomes.add(outcome == null ? Ref.NULL : outcome);
        }
        durable.ended(first, first == null ? outcomes : List.of());
    }

    private void complete(@Nullable WickException error) {
        if (error != null) {
            var failed = new Failure(error);
            parts.values().forEach(part -> part.complete(failed));
            result.complete(failed);
        } else if (!plan.model().single()) {
            result.complete(kept == null ? list() : Ref.NULL); // nobody asks for it here
        }
        end.complete(
                tally.report(Duration.ofNanos(System.nanoTime() - started), coordinator.epoch()));
        parts.values().forEach(Ref::dropProducer);
        result.dropProducer();
        end.dropProducer();
        plan.ran(tally.sum());
    }

    /** The values of all parts; the first failure when some failed. */
    private Object list() {
        var values = new ArrayList<@Nullable Object>();
        for (int vertex : plan.model().results()) {
            Ref<Object> part = parts.get(vertex);
            Object outcome = part == null ? null : part.outcome();
            if (outcome instanceof Failure) {
                return outcome;
            }
            boolean plain = !(outcome instanceof Encoded) && !(outcome instanceof StoredObject);
            values.add(outcome == Ref.NULL || part == null ? null : plain ? outcome : part.get());
        }
        return values;
    }

    /** Gives up because this node is closing, or is not its keeper any more. */
    void abandon(WickException error) {
        if (!end.isDone()) {
            complete(error);
        }
    }

    /** Ends without a word, as another keeps the durable run now. */
    void drop() {
        abandon(
                new TaskCancelledException(
                        new TaskInfo("graph " + plan.name(), key.owner(), 1),
                        "This node does not keep the run any more",
                        null));
        post(new Event.Cancel());
    }

    void tick() {
        var timeout = options.timeout();
        if (timeout != null && System.nanoTime() - started > Durations.nanos(timeout)) {
            timedOut = true;
            post(new Event.Cancel());
        }
        post(new Event.Tick());
    }

    /**
     * A node tells how it gets on with vertices that may get second attempts.
     *
     * @throws SerializationException when it tells of another graph
     */
    void pace(UUID node, Pace pace) {
        try {
            synchronized (seconds) {
                seconds.told(node, pace, System.nanoTime());
            }
        } catch (IllegalArgumentException e) {
            throw new SerializationException(
                    "Corrupted bytes: node " + node + " tells of another graph than " + this, e);
        }
    }

    private void beginSeconds() {
        List<SecondAttempts.Second> due;
        synchronized (seconds) {
            if (end.isDone() || !seconds.isAnyUnderWay()) {
                return;
            }
            due = seconds.due(owner.sites(), coordinator.suspects(), System.nanoTime());
        }
        due.forEach(second -> carryOut(coordinator.handle(new Event.Slow(second))));
    }

    /** The next keeper of a durable run would know what this one was running for others. */
    private void begin(SecondAttempts.Second second) {
        KeptRun durable = kept;
        if (durable == null || !second.to().equals(key.owner())) {
            owner.sendSecond(key, second);
            return;
        }
        here.set(second.vertex());
        leave(durable, () -> owner.sendSecond(key, second));
    }

    @Override
    public ObjectRef<R> result() {
        return result;
    }

    @Override
    public List<ObjectRef<?>> parts() {
        var list = new ArrayList<ObjectRef<?>>();
        for (int vertex : plan.model().results()) {
            Ref<Object> part = parts.get(vertex);
            if (part != null) {
                list.add(part);
            }
        }
        return list;
    }

    @Override
    public R get() {
        end.get();
        return result.get();
    }

    @Override
    public R get(Duration timeout) {
        end.get(timeout);
        return result.get();
    }

    @Override
    public boolean isDone() {
        return end.isDone();
    }

    @Override
    public boolean cancel() {
        if (end.isDone()) {
            return false;
        }
        post(new Event.Cancel());
        return true;
    }

    @Override
    public RunReport report() {
        return end.get();
    }

    @Override
    public String toString() {
        return "graph '" + plan.name() + "', run " + key.number();
    }
}
