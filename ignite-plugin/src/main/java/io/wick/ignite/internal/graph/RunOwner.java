package io.wick.ignite.internal.graph;

import io.wick.error.WickException;
import io.wick.graph.Graph;
import io.wick.graph.Plan;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Reaper;
import io.wick.ignite.internal.object.Sender;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.bounded.Recent;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.Pace;
import io.wick.internal.run.SecondAttempts;
import io.wick.internal.scheduler.Placer;

import org.apache.ignite.cluster.ClusterGroup;
import org.apache.ignite.cluster.ClusterGroupEmptyException;
import org.apache.ignite.compute.ComputeTaskFuture;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The runs that were started here, and the plans. Thread-safe. */
public final class RunOwner {
    private static final Logger LOG = LoggerFactory.getLogger(RunOwner.class);
    private static final long TICK_MILLIS = 100;

    private final RunContext context;
    private final IgniteEx ignite;
    private final ObjectStore store;
    private final Reaper reaper;
    private final Executor callbacks;
    private final @Nullable UUID application;
    private final Homes homes;
    private final RunHost host;
    private final Learnt learnt = new Learnt();
    private final AtomicLong plans = new AtomicLong();
    private final AtomicLong runs = new AtomicLong();
    private final Map<Long, OwnedRun<?>> active = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** The last nodes that left because somebody wanted it. */
    private final Map<UUID, Boolean> leftInOrder = Collections.synchronizedMap(new Recent<>(1000));

    private @Nullable DurableStarts durableStarts;
    private boolean ticking;
    private volatile @Nullable Ending ending;

    public RunOwner(
            RunContext context,
            IgniteEx ignite,
            ObjectStore store,
            Reaper reaper,
            Executor callbacks,
            @Nullable UUID application) {
        this.context = context;
        this.ignite = ignite;
        this.store = store;
        this.reaper = reaper;
        this.callbacks = callbacks;
        this.application = application;
        this.homes = new Homes(context.local(), context.sources(), store);
        this.host = new RunHost(context, new LocalOwner(context, active));
    }

    /** This node's side of running programs. */
    public RunHost host() {
        return host;
    }

    /** Runs that have not ended. */
    public int active() {
        return active.size();
    }

    RunContext context() {
        return context;
    }

    ObjectStore store() {
        return store;
    }

    Executor callbacks() {
        return callbacks;
    }

    Homes homes() {
        return homes;
    }

    /** Plans a graph. */
    public <R extends @Nullable Object> Plan<R> compile(Graph<R> graph) {
        checkOpen("compile");
        var receivers = ConcurrentHashMap.<UUID>newKeySet();
        var plan = new IgnitePlan<>(this, graph, plans.incrementAndGet(), application(), receivers);
        long number = plan.number();
        var unused = reaper.watch(plan, () -> forgetPlan(number, receivers));
        plan.place();
        return plan;
    }

    /** Who starts durable runs; set once, before any plan is made. */
    public void startDurableBy(DurableStarts starts) {
        durableStarts = starts;
    }

    DurableStarts durableStarts() {
        checkOpen("start a durable run");
        context.applications().ship();
        return Objects.requireNonNull(durableStarts, "the engine's part for durable runs");
    }

    /** What runs need of this node. */
    public RunContext runContext() {
        return context;
    }

    /** A run of this node in the hands of its keeper. */
    public final class Keeping {
        private final OwnedRun<?> run;

        private Keeping(OwnedRun<?> run) {
            this.run = run;
        }

        /** How many vertices have run. */
        public int done() {
            return run.done();
        }

        /** The user cancels it. */
        public void cancel() {
            var unused = run.cancel();
        }

        /** Another keeps it, or nobody is to: it ends here without a word. */
        public void drop() {
            run.drop();
            over(run);
            RunOwner.this.abandon(run);
        }
    }

    /**
     * Goes on with a durable run, or begins it. What goes wrong is told to {@link KeptRun#ended}.
     *
     * @param begun hears of it before anything happens
     */
    public void keep(GraphRecipe recipe, KeptRun kept, Consumer<Keeping> begun) {
        checkOpen("keep a durable run");
        var plan =
                new IgnitePlan<>(
                        this,
                        Graph.of(recipe.graph()),
                        plans.incrementAndGet(),
                        recipe.application(),
                        ConcurrentHashMap.newKeySet());
        OwnedRun<?> run = plan.keep(kept, recipe.inputs(), recipe.options());
        begun.accept(new Keeping(run));
        try {
            var unused = start(run);
        } catch (WickException e) {
            LOG.debug("Durable run {} could not begin", run, e); // its end was told
        }
    }

    private @Nullable UUID application() {
        Work parent = LocalExecutor.Frame.currentWork();
        return parent == null ? application : parent.application();
    }

    private void checkOpen(String what) {
        Ending.refuse(ending, what);
    }

    private void forgetPlan(long plan, Set<UUID> receivers) {
        for (UUID node : receivers) {
            send(node, Op.PLAN_FORGET, plan, -1);
        }
    }

    /** Starts a run. */
    <R extends @Nullable Object> OwnedRun<R> start(OwnedRun<R> run) {
        checkOpen("run a graph");
        Work parent = LocalExecutor.Frame.currentWork();
        if (parent != null) {
            parent.addChild(run);
        } else {
            context.applications().ship();
        }
        active.put(run.key().number(), run);
        if (ending != null) { // closing may have been too early to see it
            active.remove(run.key().number());
            checkOpen("run a graph");
        }
        startTicking();
        long before = changes.get();
        run.start(sites());
        if (changes.get() != before) {
            membersChanged(); // told before its start, it did not listen
        }
        return run;
    }

    /** What earlier runs have shown. */
    Learnt learnt() {
        return learnt;
    }

    RunKey nextKey() {
        return new RunKey(context.local(), runs.incrementAndGet());
    }

    /** The nodes that run vertices, this one first. */
    List<Site> sites() {
        return context.members().candidates(context.executor().load()).stream()
                .map(RunOwner::site)
                .toList();
    }

    private static Site site(Placer.Candidate node) {
        return new Site(node.id(), node.capacity(), node.attributes(), node.load());
    }

    /** A run has ended. */
    void over(OwnedRun<?> run) {
        active.remove(run.key().number());
    }

    /** A run broke: its nodes are told. */
    void abandon(OwnedRun<?> run) {
        for (Site site : sites()) {
            sendForget(run.key(), site.id());
        }
    }

    /** Starts the jobs of an epoch as one task of Ignite. */
    void execute(String name, OwnedRun<?> run, int epoch, Map<UUID, GraphJob> jobs) {
        var answered = ConcurrentHashMap.<UUID>newKeySet();
        var answers =
                new GraphTask.Answers() {
                    @Override
                    public void ended(UUID node, byte[] answer) {
                        Share share;
                        try {
                            share = Share.decode(answer, context.outcomes(), run.graph());
                        } catch (RuntimeException e) { // Ignite would cancel the other jobs
                            lost(node, e);
                            return;
                        }
                        answered.add(node);
                        run.ended(epoch, node, share);
                    }

                    @Override
                    public void lost(UUID node, @Nullable Throwable why) {
                        answered.add(node);
                        LOG.debug("A job of {} is lost on node {}", run, node, why);
                        run.lost(epoch, node);
                    }
                };
        Runnable rest =
                () -> {
                    for (UUID node : jobs.keySet()) {
                        if (!answered.contains(node)) {
                            answers.lost(node, null);
                        }
                    }
                };
        try {
            ClusterGroup group = ignite.cluster().forNodeIds(jobs.keySet());
            ComputeTaskFuture<Object> future =
                    ignite.compute(group)
                            .withName("wick graph " + name)
                            .withNoFailover()
                            .executeAsync(new GraphTask(jobs, answers), null);
            future.listen((IgniteFuture<Object> done) -> rest.run());
        } catch (ClusterGroupEmptyException | IllegalStateException e) {
            rest.run();
        }
    }

    void sendStop(RunKey run, int epoch, UUID node) {
        if (node.equals(context.local())) {
            host.stop(run, epoch);
        } else {
            send(node, Op.RUN_STOP, run.number(), epoch);
        }
    }

    void sendBegin(RunKey run, int epoch, int vertex, UUID node) {
        if (node.equals(context.local())) {
            host.known(run, epoch, vertex);
            return;
        }
        context.members()
                .send(
                        node,
                        out -> {
                            out.byte1(Op.RUN_BEGIN.code());
                            out.varlong(run.number());
                            out.varint(epoch);
                            out.varint(vertex);
                        });
    }

    /** Asks a node to begin a second attempt of one of its vertices elsewhere. */
    void sendSecond(RunKey run, SecondAttempts.Second second) {
        if (second.node().equals(context.local())) {
            host.second(run, second.vertex(), second.to());
            return;
        }
        context.members()
                .send(
                        second.node(),
                        out -> {
                            out.byte1(Op.RUN_SECOND.code());
                            out.varlong(run.number());
                            out.varint(second.vertex());
                            out.uuid(second.to());
                        });
    }

    void sendProbe(RunKey run, int epoch, UUID node) {
        if (node.equals(context.local())) {
            host.probe(run, epoch);
        } else {
            send(node, Op.RUN_PROBE, run.number(), epoch);
        }
    }

    /** Asks a node for what it has of a run that others have owned before. */
    void sendAdopt(OwnedRun<?> run, UUID node) {
        DurableId durable = Objects.requireNonNull(run.durable(), "a run that is adopted");
        if (node.equals(context.local())) {
            host.adopt(run.key(), durable, share -> run.adopted(node, share));
            return;
        }
        context.members()
                .send(
                        node,
                        out -> {
                            out.byte1(Op.RUN_ADOPT.code());
                            out.varlong(run.key().number());
                            out.uuid(durable.run());
                            out.varint(durable.term());
                        });
    }

    void sendForget(RunKey run, UUID node) {
        if (node.equals(context.local())) {
            host.forget(run);
        } else {
            send(node, Op.RUN_FORGET, run.number(), -1);
        }
    }

    private void send(UUID node, Op op, long number, int epoch) {
        context.members()
                .send(
                        node,
                        out -> {
                            out.byte1(op.code());
                            out.varlong(number);
                            if (epoch >= 0) {
                                out.varint(epoch);
                            }
                        });
    }

    /** An operation for the owner's side of a run; on a network thread. */
    public void handle(Op op, Link from, ByteReader in) {
        long number = in.varlong();
        OwnedRun<?> run = active.get(number);
        switch (op) {
            case RUN_RESULT -> {
                int vertex = in.varint();
                Object outcome = context.outcomes().read(in, new Sender(from.id()));
                if (run != null) {
                    run.result(vertex, outcome);
                } else {
                    context.outcomes().discard(outcome);
                }
            }
            case RUN_ADOPTED -> {
                byte[] told = in.block();
                if (run != null) {
                    run.adopted(from.id(), Share.decode(told, context.outcomes(), run.graph()));
                }
            }
            case RUN_DISPLACED -> {
                int epoch = in.varint();
                if (run != null) {
                    run.post(new Event.Displaced(epoch, from.id()));
                }
            }
            case RUN_STATUS -> {
                var status = new Event.Status(in.varint(), from.id(), in.varint() - 1, in.varint());
                if (run != null) {
                    run.post(status);
                }
            }
            case RUN_BEGINS -> {
                var begins = new Event.Begins(in.varint(), from.id(), in.varint());
                if (run != null) {
                    run.post(begins);
                }
            }
            case RUN_FINISHED -> {
                var finished = new Event.Finished(in.varint(), from.id(), in.varint());
                if (run != null) {
                    run.post(finished);
                }
            }
            case RUN_PACE -> {
                Pace pace = PaceCode.read(in);
                if (run != null) {
                    run.pace(from.id(), pace);
                }
            }
            default -> throw new IllegalStateException("Not for the owner of a run: " + op);
        }
        if (run == null) {
            sendForget(new RunKey(context.local(), number), from.id());
        }
    }

    /** A node leaves because somebody wants it; told before it is missed. */
    public void leavesInOrder(UUID node) {
        leftInOrder.put(node, true);
    }

    /** Nodes came or went. */
    public void membersChanged() {
        changes.incrementAndGet();
        if (!active.isEmpty()) {
            callbacks.execute(this::tellMembers);
        }
    }

    /** One at a time: runs must not hear of an older state of the cluster after a newer one. */
    private void tellMembers() {
        synchronized (changes) {
            Set<UUID> inOrder;
            synchronized (leftInOrder) {
                inOrder = Set.copyOf(leftInOrder.keySet());
            }
            var event = new Event.Cluster(sites(), inOrder);
            active.values().forEach(run -> run.post(event));
        }
    }

    private synchronized void startTicking() {
        if (!ticking) {
            ticking = true;
            var unused = context.timer().schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        try {
            active.values().forEach(OwnedRun::tick);
        } finally { // without ticks no run would end in time any more
            synchronized (this) {
                ticking = false;
            }
            if (!active.isEmpty()) {
                startTicking();
            }
        }
    }

    /** The node stops. */
    public void close(Ending reason) {
        ending = reason;
        WickException error = reason.unfinished("the run ended");
        active.values().forEach(run -> run.abandon(error));
        host.close();
    }
}
