package io.wick.ignite.internal.graph;

import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.object.Encoded;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.OnDisk;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;
import io.wick.internal.numeric.DeferredKernels;
import io.wick.internal.planner.Program;
import io.wick.internal.run.Event;
import io.wick.internal.run.Pace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node has of a run: the epoch that is on its way, and the values kept from earlier ones.
 * The monitor guards the change from one epoch to the next; vertices run without it.
 */
final class HostedRun {
    /** Stands for the value of a vertex that still runs. */
    static final Object PROMISED = new Object();

    /** Stands for a value that was promised and did not come. */
    private static final Object BROKEN = new Object();

    /** The number of running vertices of a job that is not here. */
    static final int UNKNOWN = -1;

    private static final long ROOM_NANOS = 50_000;

    /** So often a stop, which comes ten times a second, waits for a look at the disk. */
    private static final int MOST_UNHEEDED = 30;

    private final RunContext context;
    private final Pacing pacing;

    /** Vertices that have run here in any epoch; for durable runs alone. */
    private final BitSet ever = new BitSet();

    /** These three change when another keeper goes on with a durable run. */
    private volatile RunKey key;

    private volatile OwnerSide owner;
    private volatile @Nullable DurableId durable;
    private volatile @Nullable Shelf shelf;
    private final Map<Integer, Object> kept = new HashMap<>();
    private final List<Edge> early = new ArrayList<>();
    private final Map<UUID, Lent> lent = new ConcurrentHashMap<>();
    private @Nullable EpochRun current;

    /** Epochs before the current one whose vertices may still run. */
    private final List<EpochRun> older = new ArrayList<>();

    private @Nullable Share report;
    private int newest;
    private boolean forgotten;

    /** Looks at the disk that have not ended, as nodes have left. */
    private int looks;

    private int unheeded;

    /** What is to be stopped when they have. */
    private @Nullable EpochRun toStop;

    HostedRun(RunKey key, RunContext context, OwnerSide owner) {
        this.key = key;
        this.context = context;
        this.owner = owner;
        this.pacing = new Pacing(this, context);
    }

    /** Hears the end of a job. */
    @FunctionalInterface
    interface Ending {
        void ended(Share share);
    }

    /** The owner of a run, as a node that takes part speaks to it. */
    interface OwnerSide {
        void result(RunKey key, int vertex, Object outcome);

        void displaced(RunKey key, int epoch);

        void status(RunKey key, int epoch, int running, int done);

        void begins(RunKey key, int epoch, int vertex);

        void finished(RunKey key, int epoch, int vertex);

        void pace(RunKey key, Pace pace);
    }

    /** A value that came before the job of its epoch. */
    private record Edge(int epoch, int vertex, Object outcome, UUID from, long bytes) {}

    /** A stored value that nodes are about to fetch. */
    private record Lent(StoredObject stored, AtomicInteger nodes) {}

    RunKey key() {
        return key;
    }

    /** How its vertices that may get second attempts get on. */
    Pacing pacing() {
        return pacing;
    }

    /** Which durable run it is part of; null when that is none. */
    @Nullable DurableId durable() {
        return durable;
    }

    /** It is part of a durable run. */
    synchronized void isDurable(DurableId id) {
        durable = id;
        if (shelf == null && context.disk().isOn()) {
            shelf = new Shelf(context.disk(), id.run());
        }
    }

    /** Where its values are on disk; null when they are not. */
    @Nullable Shelf shelf() {
        return shelf;
    }

    /** Values of it were found on disk. */
    void found(BitSet vertices) {
        Shelf known = shelf;
        if (known != null) {
            known.found(vertices);
        }
    }

    /** A node has left: of what it had written to disk, some is this node's by now. */
    void look() {
        DurableId id = durable;
        Shelf known = shelf;
        if (id != null && known != null) {
            synchronized (this) {
                looks++;
            }
            context.disk()
                    .find(
                            id.run(),
                            vertices -> {
                                known.foundOfLost(vertices);
                                looked();
                            });
        }
    }

    private void looked() {
        EpochRun stopping;
        synchronized (this) {
            looks = Math.max(0, looks - 1);
            if (looks > 0) {
                return;
            }
            stopping = toStop;
            toStop = null;
            unheeded = 0;
        }
        if (stopping != null) {
            stopping.stop();
        }
    }

    /** Whether an epoch is to report what is found on disk, and so stops a moment later. */
    private synchronized boolean isLooking(EpochRun stopping) {
        if (looks > 0 && unheeded < MOST_UNHEEDED) {
            unheeded++;
            toStop = stopping;
            return true;
        }
        looks = 0; // it could not be listed
        unheeded = 0;
        toStop = null;
        return false;
    }

    /** A value on disk cannot be read: no node relies on those of this run from now on. */
    void spoilt(OnDisk value) {
        context.disk().remove(value);
        for (Link link : context.members().links()) {
            var unused =
                    link.outbox()
                            .append(
                                    out -> {
                                        out.byte1(Op.RUN_SPOILT.code());
                                        out.uuid(value.run());
                                    },
                                    false);
        }
        distrust();
    }

    /** What is not read yet of the values on disk is taken for lost. */
    void distrust() {
        Shelf known = shelf;
        if (known != null) {
            known.distrust();
        }
        EpochRun now;
        synchronized (this) {
            kept.values().removeIf(outcome -> outcome instanceof OnDisk);
            now = current;
        }
        if (now != null) {
            now.distrust();
        }
    }

    /** Another keeper goes on with the run. */
    synchronized void pass(RunKey next, OwnerSide by, DurableId id) {
        key = next;
        owner = by;
        durable = id;
        early.clear();
    }

    /** Ends the epoch of an earlier keeper and tells what is here, unless this one has begun. */
    void tell(DurableId id, Ending whenTold) {
        EpochRun now;
        Share known;
        synchronized (this) {
            if (newest > id.epochsBefore() || !id.equals(durable)) {
                return; // answered before: it knows more by now, or is another's
            }
            now = current;
            known = report;
            if (now != null && known == null) {
                now.endings.add(share -> whenTold.ended(withAll(share)));
            }
        }
        if (now == null) {
            whenTold.ended(withAll(Share.nothing()));
        } else if (known != null) {
            whenTold.ended(withAll(known));
        } else {
            now.stop();
        }
    }

    /** A report with all that has ever run here. */
    private Share withAll(Share share) {
        Event.Report told = share.report();
        var all = (BitSet) told.done().clone();
        synchronized (this) {
            all.or(ever);
        }
        var here = (BitSet) told.kept().clone();
        Shelf known = shelf;
        if (known != null && !told.failed()) {
            known.addTo(here);
        }
        return new Share(
                new Event.Report(all, here, told.promised(), told.failed()),
                share.error(),
                share.meter());
    }

    /** The number of the epoch that began last; 0 before the first. */
    synchronized int newest() {
        return newest;
    }

    /** Starts an epoch, ending an older one; one that is not newer is refused. */
    boolean launch(Launch launch, Ending whenEnded) {
        int epoch = launch.epoch();
        var fresh = new EpochRun(this, launch, context);
        List<Edge> edges;
        synchronized (this) {
            if (epoch < newest || forgotten) {
                return false;
            }
            if (epoch == newest) {
                return join(current, whenEnded);
            }
            EpochRun old = current;
            if (old != null) {
                old.stop();
                old.addValues(kept);
                older.add(old);
                older.removeIf(epochRun -> epochRun.crew().size() == 0);
            }
            newest = epoch;
            kept.values().removeIf(outcome -> outcome == BROKEN);
            fresh.takeOver(kept);
            kept.values().removeIf(outcome -> outcome != PROMISED);
            current = fresh;
            fresh.endings.add(whenEnded);
            report = null;
            edges = List.copyOf(early);
            early.removeIf(edge -> edge.epoch <= epoch);
        }
        try {
            fresh.start(); // sends, and may wait for room: not with the monitor held
        } catch (RuntimeException | Error e) {
            fresh.crashed(e);
        }
        for (Edge edge : edges) {
            if (edge.epoch == epoch) {
                fresh.arrived(edge.vertex, edge.outcome, edge.from, edge.bytes);
            }
        }
        return true;
    }

    /** The job of the current epoch came once more: its end is told to that one too. */
    private boolean join(@Nullable EpochRun epoch, Ending whenEnded) {
        Share known = report;
        if (known != null) {
            whenEnded.ended(known);
        } else if (epoch != null) {
            epoch.endings.add(whenEnded);
        }
        return true;
    }

    /** A value came from another node. */
    void arrived(int epoch, int vertex, Object outcome, UUID from, long bytes) {
        EpochRun now;
        synchronized (this) {
            if (forgotten || epoch < newest) {
                return;
            }
            now = current;
            if (now == null || epoch > newest) {
                early.add(new Edge(epoch, vertex, outcome, from, bytes));
                return;
            }
        }
        now.arrived(vertex, outcome, from, bytes);
    }

    /** An epoch has come to its end, in one way or the other. */
    void ended(EpochRun which, Share share, BitSet promised) {
        List<Ending> tell;
        synchronized (this) {
            tell = List.copyOf(which.endings); // also of one that a newer one has replaced
            which.endings.clear();
            if (durable != null) {
                ever.or(share.report().done());
            }
            if (which == current) {
                report = share;
                if (!forgotten) {
                    promised.stream().forEach(vertex -> kept.putIfAbsent(vertex, PROMISED));
                }
            }
        }
        tell.forEach(ending -> ending.ended(share));
    }

    /**
     * A promised vertex has run on; perhaps before the end of its epoch has noted the promise.
     *
     * @param from its epoch
     * @param v its number there
     * @param outcome for the next epoch; null when there is none, because the data of a source had
     *     just moved away: that epoch does without
     */
    void settle(EpochRun from, int v, @Nullable Object outcome) {
        int vertex = from.program().vertex()[v];
        EpochRun now;
        synchronized (this) {
            if (forgotten) {
                return;
            }
            kept.put(vertex, outcome == null ? BROKEN : outcome);
            now = current;
        }
        if (now == null || now == from) {
            return;
        }
        if (outcome == null) {
            now.broken(vertex);
        } else {
            now.kept(vertex, outcome);
        }
    }

    /** The owner ends an epoch. */
    void stop(int epoch) {
        EpochRun now = current(epoch);
        if (now != null && !isLooking(now)) {
            now.stop();
        }
    }

    /** The owner asks how an epoch gets on. */
    void probe(int epoch) {
        EpochRun now = current(epoch);
        if (now == null) {
            owner.status(key, epoch, UNKNOWN, 0);
            return;
        }
        if (now.isDisplaced()) {
            owner.displaced(key, epoch);
        }
        int[] status = now.status();
        owner.status(key, epoch, status[0], status[1]);
    }

    private synchronized @Nullable EpochRun current(int epoch) {
        EpochRun now = current;
        return now != null && now.epoch == epoch ? now : null;
    }

    /**
     * The run is over, at least for this node: what still runs is interrupted, what was kept goes.
     *
     * @param everywhere whether what is on disk goes too
     */
    void forget(boolean everywhere) {
        Shelf known = shelf;
        if (known != null && everywhere) {
            known.clear();
        } else if (known != null) {
            known.close();
        }
        var running = new ArrayList<EpochRun>();
        synchronized (this) {
            forgotten = true;
            kept.clear();
            early.clear();
            running.addAll(older);
            older.clear();
            if (current != null) {
                running.add(current);
            }
        }
        pacing.close();
        running.forEach(EpochRun::cancel);
        lent.values().forEach(loan -> loan.stored.release());
        lent.clear();
    }

    private synchronized boolean isForgotten() {
        return forgotten;
    }

    /** A suspect is about to run. */
    void begins(int epoch, int vertex) {
        owner.begins(key, epoch, vertex);
    }

    /** The owner knows that a suspect is about to run. */
    void known(int epoch, int vertex) {
        EpochRun now = current(epoch);
        if (now != null) {
            now.suspects().known(vertex);
        }
    }

    /** A suspect has come to its end. */
    void finished(int epoch, int vertex) {
        owner.finished(key, epoch, vertex);
    }

    void tell(Pace pace) {
        owner.pace(key, pace);
    }

    void displaced(int epoch) {
        owner.displaced(key, epoch);
    }

    void result(int vertex, Object outcome) {
        owner.result(key, vertex, outcome);
    }

    /** Sends a value to the other nodes that need it. */
    void send(EpochRun epoch, int value, Object outcome, boolean direct) {
        Program program = epoch.program();
        int vertex = program.vertex()[value];
        int from = program.targetStart()[value];
        int to = program.targetStart()[value + 1];
        try {
            Object form = form(outcome, to - from);
            for (int i = from; i < to; i++) {
                UUID node = epoch.loaded().sites().get(program.targets()[i]);
                Link link = context.members().link(node);
                if (link != null) {
                    awaitRoom(link);
                    form = sendTo(link, epoch.epoch, vertex, form, to - from, direct);
                }
            }
        } catch (WickException e) {
            epoch.cannotTravel(value, e);
        }
    }

    private Object form(Object given, int nodes) {
        Object outcome = given instanceof DeferredKernels waiting ? waiting.result() : given;
        if (outcome instanceof Failure
                || outcome instanceof Encoded
                || outcome instanceof OnDisk
                || outcome instanceof Number
                || Codec.estimateBytes(outcome) <= context.outcomes().inlineBytes()) {
            return outcome;
        }
        return lend(context.outcomes().ofResult(outcome, false, null), nodes);
    }

    private Object lend(Object outcome, int nodes) {
        if (outcome instanceof StoredObject stored) {
            lent.put(stored.key(), new Lent(stored, new AtomicInteger(nodes)));
            if (isForgotten()) {
                stored.release(); // meanwhile; who was to fetch it has forgotten as well
            }
        }
        return outcome;
    }

    private Object sendTo(
            Link link, int epoch, int vertex, Object form, int nodes, boolean direct) {
        var out = new ByteWriter();
        out.byte1(Op.EDGE.code());
        out.uuid(key.owner());
        out.varlong(key.number());
        out.varint(epoch);
        out.varint(vertex);
        Object written = context.outcomes().write(out, form, link.receiver(), false, true);
        if (written != form) {
            lend(written, nodes); // larger than it looked
        }
        if (context.direct().send(link.id(), out.array(), out.size())) {
            return written;
        }
        var unused = link.outbox().append(batch -> batch.bytes(out.array(), 0, out.size()), direct);
        return written;
    }

    /** A worker that produces faster than the network takes waits, its CPU given to others. */
    private static void awaitRoom(Link link) {
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (frame == null || link.outbox().unsent() < Outbox.HIGH_WATER) {
            return;
        }
        frame.beforeWait();
        try {
            while (link.outbox().unsent() >= Outbox.HIGH_WATER
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(link, ROOM_NANOS);
            }
        } finally {
            frame.afterWait(!Thread.currentThread().isInterrupted());
        }
    }

    /** A value was fetched from the store of the node that made it: tells that node. */
    void taken(UUID maker, UUID stored) {
        context.members()
                .send(
                        maker,
                        out -> {
                            out.byte1(Op.EDGE_TAKEN.code());
                            out.uuid(key.owner());
                            out.varlong(key.number());
                            out.uuid(stored);
                        });
    }

    /** Another node has fetched a value of this one. */
    void takenFromHere(UUID stored) {
        Lent loan = lent.get(stored);
        if (loan != null && loan.nodes.decrementAndGet() == 0 && lent.remove(stored, loan)) {
            loan.stored.release();
        }
    }
}
