package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.object.Sender;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.bounded.Recent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/** The runs that this node takes part in, its own too. Operations come on network threads. */
public final class RunHost {
    private static final int REMEMBERED = 10_000;

    /** How long what is here of a durable run waits for its next keeper. */
    private static final int ORPHAN_SECONDS = 60;

    private final RunContext context;
    private final HostedRun.OwnerSide here;
    private final HostedRun.OwnerSide remote;
    private final Map<RunKey, HostedRun> runs = new ConcurrentHashMap<>();
    private final Map<PlanKey, Loaded> plans = new ConcurrentHashMap<>();

    private final Map<PlanKey, List<Waiting>> waiting = new HashMap<>();

    /** Runs that are over: what still comes for them is dropped. */
    private final Set<RunKey> over =
            Collections.synchronizedSet(Collections.newSetFromMap(new Recent<>(REMEMBERED)));

    RunHost(RunContext context, HostedRun.OwnerSide here) {
        this.context = context;
        this.here = here;
        this.remote = new RemoteOwner(context);
    }

    /** A layout of a plan, as shipped: its owner, number there, and version. */
    record PlanKey(UUID owner, long plan, int version) {
        boolean isBefore(PlanKey other) {
            return owner.equals(other.owner) && plan == other.plan && version < other.version;
        }
    }

    /** A job that waits for its plan. */
    private record Waiting(RunKey run, Runnable action) {}

    /** Where a plan is. */
    enum Supply {
        /** Here. */
        HERE,
        /** On its way. */
        COMING,
        /** Not needed or overtaken by a newer version. */
        NEVER
    }

    RunContext context() {
        return context;
    }

    /** What was shipped of a plan before. */
    @Nullable Loaded plan(PlanKey key) {
        return plans.get(key);
    }

    /**
     * Has something done once more is known of a plan that is on its way: the job that brings it
     * may be behind the job of a later run, or behind that of a newer version.
     */
    Supply await(PlanKey key, RunKey run, Runnable action) {
        synchronized (waiting) {
            if (plans.containsKey(key)) {
                return Supply.HERE;
            }
            if (over.contains(run) || isGone(key.owner) || isOutdated(key)) {
                return Supply.NEVER;
            }
            waiting.computeIfAbsent(key, k -> new ArrayList<>()).add(new Waiting(run, action));
            return Supply.COMING;
        }
    }

    private boolean isOutdated(PlanKey key) {
        return plans.keySet().stream().anyMatch(key::isBefore);
    }

    /** Whether a node has left. */
    private boolean isGone(UUID node) {
        return !node.equals(context.local()) && context.members().link(node) == null;
    }

    /** Keeps what was shipped of a plan; older versions of it are not run any more. */
    void keep(PlanKey key, Loaded loaded) {
        synchronized (waiting) {
            if (!isOutdated(key)) {
                plans.keySet().removeIf(known -> known.isBefore(key));
                plans.put(key, loaded);
            }
        }
        wake((known, run) -> known.equals(key) || known.isBefore(key));
    }

    /** Has waiting jobs look again. */
    private void wake(BiPredicate<PlanKey, RunKey> which) {
        var woken = new ArrayList<Waiting>();
        synchronized (waiting) {
            waiting.forEach(
                    (key, jobs) ->
                            jobs.removeIf(job -> which.test(key, job.run) && woken.add(job)));
            waiting.values().removeIf(List::isEmpty);
        }
        woken.forEach(job -> job.action.run());
    }

    /** The run, known or new; null when it is over. */
    @Nullable HostedRun run(RunKey key) {
        HostedRun known = runs.get(key);
        if (known != null) {
            return known;
        }
        if (over.contains(key)) {
            return null;
        }
        HostedRun made = runs.computeIfAbsent(key, k -> new HostedRun(k, context, ownerSide(k)));
        if (over.contains(key) || isGone(key.owner())) {
            forget(key, false); // late, from a node that has not heard yet
            return null;
        }
        return made;
    }

    /**
     * The part of this node in a run, with what it has of it from an earlier keeper; null when the
     * run is over.
     */
    @Nullable HostedRun run(RunKey key, @Nullable DurableId durable) {
        if (durable == null) {
            return run(key);
        }
        pass(key, durable);
        HostedRun run = run(key);
        if (run != null) {
            run.isDurable(durable);
        }
        return run;
    }

    /** Gives what this node has of a durable run to its next keeper. */
    private synchronized void pass(RunKey key, DurableId durable) {
        for (HostedRun run : runs.values()) {
            DurableId known = run.durable();
            if (known == null || !durable.isAfter(known)) {
                continue;
            }
            RunKey before = run.key();
            over.add(before);
            runs.remove(before, run);
            run.pass(key, ownerSide(key), durable);
            if (runs.putIfAbsent(key, run) != null) {
                run.forget(false); // the next keeper has begun without it
            }
            wake((plan, waits) -> waits.equals(before));
        }
    }

    /** Ends what an earlier keeper began, and tells the next one what is here of the run. */
    void adopt(RunKey key, DurableId durable, HostedRun.Ending whenTold) {
        pass(key, durable);
        context.disk().find(durable.run(), found -> tell(key, durable, found, whenTold));
    }

    private void tell(RunKey key, DurableId durable, BitSet onDisk, HostedRun.Ending whenTold) {
        HostedRun run = onDisk.isEmpty() ? runs.get(key) : run(key, durable);
        if (run == null || run.durable() == null) {
            whenTold.ended(Share.nothing());
        } else {
            run.found(onDisk);
            run.tell(durable, whenTold);
        }
    }

    /** A value of a durable run that is on disk cannot be read. */
    private void distrust(UUID durable) {
        for (HostedRun run : runs.values()) {
            DurableId known = run.durable();
            if (known != null && known.run().equals(durable)) {
                run.distrust();
            }
        }
    }

    boolean isOver(RunKey key) {
        return over.contains(key);
    }

    /** Runs here that have not been forgotten. */
    public int count() {
        return runs.size();
    }

    /** The newest epoch that any run here has begun; for tests. */
    public int newestEpoch() {
        return runs.values().stream().mapToInt(HostedRun::newest).max().orElse(0);
    }

    /** Plans of others kept here. */
    public int plans() {
        return plans.size();
    }

    /** Its owner says that a run is over. */
    void forget(RunKey key) {
        forget(key, true);
    }

    private void forget(RunKey key, boolean everywhere) {
        over.add(key);
        HostedRun run = runs.remove(key);
        if (run != null) {
            run.forget(everywhere);
        }
        wake((plan, waits) -> waits.equals(key));
    }

    void stop(RunKey key, int epoch) {
        HostedRun run = runs.get(key);
        if (run != null) {
            run.stop(epoch);
        }
    }

    void known(RunKey key, int epoch, int vertex) {
        HostedRun run = runs.get(key);
        if (run != null) {
            run.known(epoch, vertex);
        }
    }

    void second(RunKey key, int vertex, UUID to) {
        HostedRun run = runs.get(key);
        if (run != null) {
            run.pacing().second(vertex, to);
        }
    }

    void probe(RunKey key, int epoch) {
        HostedRun run = runs.get(key);
        if (run != null) {
            run.probe(epoch);
        } else {
            ownerSide(key).status(key, epoch, HostedRun.UNKNOWN, 0);
        }
    }

    private HostedRun.OwnerSide ownerSide(RunKey key) {
        return key.owner().equals(context.local()) ? here : remote;
    }

    /** An operation for this side of a run. */
    public void handle(Op op, Link from, ByteReader in) {
        switch (op) {
            case EDGE -> edge(from, in);
            case EDGE_TAKEN -> {
                HostedRun run = runs.get(new RunKey(in.uuid(), in.varlong()));
                UUID stored = in.uuid();
                if (run != null) {
                    run.takenFromHere(stored);
                }
            }
            case RUN_ADOPT -> {
                long number = in.varlong();
                var durable = new DurableId(in.uuid(), in.varint());
                adopt(
                        new RunKey(from.id(), number),
                        durable,
                        share -> sendAdopted(from.id(), number, share));
            }
            case RUN_STOP -> stop(new RunKey(from.id(), in.varlong()), in.varint());
            case RUN_PROBE -> probe(new RunKey(from.id(), in.varlong()), in.varint());
            case RUN_BEGIN -> known(new RunKey(from.id(), in.varlong()), in.varint(), in.varint());
            case RUN_SECOND -> second(new RunKey(from.id(), in.varlong()), in.varint(), in.uuid());
            case RUN_FORGET -> forget(new RunKey(from.id(), in.varlong()));
            case RUN_SPOILT -> distrust(in.uuid());
            case PLAN_FORGET -> {
                long plan = in.varlong();
                plans.keySet().removeIf(key -> key.owner.equals(from.id()) && key.plan == plan);
            }
            default -> throw new IllegalStateException("Not for the host of a run: " + op);
        }
    }

    private void sendAdopted(UUID owner, long number, Share share) {
        byte[] told = share.encode(context.outcomes());
        context.members()
                .send(
                        owner,
                        out -> {
                            out.byte1(Op.RUN_ADOPTED.code());
                            out.varlong(number);
                            out.block(told);
                        });
    }

    private void edge(Link from, ByteReader in) {
        int begin = in.position();
        var key = new RunKey(in.uuid(), in.varlong());
        int epoch = in.varint();
        int vertex = in.varint();
        Object outcome = context.outcomes().read(in, new Sender(from.id()));
        long bytes = (long) in.position() - begin;
        if (outcome instanceof StoredObject stored) {
            bytes += stored.size();
        }
        HostedRun run = run(key);
        if (run != null) {
            run.arrived(epoch, vertex, outcome, from.id(), bytes);
        }
    }

    /** A node is gone: what it had written of durable runs is looked for while others decide. */
    public void gone(UUID node) {
        runs.forEach(
                (key, run) -> {
                    if (!key.owner().equals(node)) { // or the next keeper asks
                        run.look();
                    }
                });
    }

    /** A node left: nobody waits for its runs, but others may go on with durable ones. */
    public void left(UUID node) {
        runs.forEach(
                (key, run) -> {
                    if (!key.owner().equals(node)) {
                        return;
                    }
                    if (run.durable() == null) {
                        forget(key, false);
                    } else {
                        var unused =
                                context.timer()
                                        .schedule(
                                                () -> forget(key, false),
                                                ORPHAN_SECONDS,
                                                TimeUnit.SECONDS);
                    }
                });
        plans.keySet().removeIf(key -> key.owner.equals(node));
        wake((key, run) -> key.owner.equals(node));
    }

    /** The node stops. */
    public void close() {
        runs.keySet().forEach(key -> forget(key, false));
        plans.clear();
    }
}
