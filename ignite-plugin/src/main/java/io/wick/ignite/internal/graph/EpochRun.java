package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.ignite.internal.object.Errors;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.OnDisk;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.planner.Program;
import io.wick.internal.run.Event;
import io.wick.internal.run.ProgramState;
import io.wick.internal.run.SaveRule;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program on its way: one epoch of a run on this node.
 *
 * <p>Workers take ready vertices from one queue; the first consumer that a vertex makes ready is
 * run by the same worker at once. A value is written before its consumers are counted down and read
 * after the last count, so plain array elements are enough. The epoch ends once: when its last
 * vertex has finished, when a vertex failed, or when it is stopped. A vertex that runs when the
 * epoch is stopped goes on, and its value is promised to the next one.
 */
final class EpochRun {
    private static final Logger LOG = LoggerFactory.getLogger(EpochRun.class);

    /** Bytes of a value that is not worth counting its users. */
    private static final int SMALL = 256;

    final HostedRun run;
    final int epoch;
    final Loaded loaded;
    final ReadyVertices ready;

    /** Those who hear of its end; guarded by the monitor of the run. */
    final List<HostedRun.Ending> endings = new ArrayList<>(1);

    private final Program program;
    private final ProgramState state;
    private final RunContext context;
    private final boolean continueOnError;

    /** Whether values stay that somebody else has been given, but may lose. */
    private final boolean durable;

    /** Where its values are on disk; null when they are not. */
    private final @Nullable Shelf shelf;

    private final VertexCalls calls;
    private final @Nullable Object[] values;
    private final int[] stageOf;
    private final AtomicInteger promisesDue = new AtomicInteger();
    private final Crew crew;
    private final Meters meters;
    private final Suspects suspects;
    private final Traffic traffic;
    private volatile boolean stopped;
    private final @Nullable Object[] taken;
    private final Set<Integer> awaited = ConcurrentHashMap.newKeySet();
    private boolean lacks;
    private boolean ended;
    private boolean displaced;
    private @Nullable WickException failure;

    EpochRun(HostedRun run, Launch launch, RunContext context) {
        this.run = run;
        this.epoch = launch.epoch();
        this.loaded = launch.loaded();
        this.context = context;
        this.continueOnError = launch.continueOnError();
        durable = run.durable() != null;
        shelf = run.shelf();
        program = loaded.program();
        state = new ProgramState(program);
        ready = new ReadyVertices(program);
        values = new @Nullable Object[program.values()];
        calls = new VertexCalls(this, values, launch.inputs());
        taken = new @Nullable Object[program.kept()];
        stageOf = loaded.stageOfLocal();
        meters = new Meters(loaded.stageFirst().length);
        traffic = meters.take().traffic;
        suspects = new Suspects(this, program, launch.caution());
        crew = new Crew(this, ready, context, program.externals() > 0);
    }

    Loaded loaded() {
        return loaded;
    }

    /** Who runs its vertices. */
    Crew crew() {
        return crew;
    }

    /** How its vertices are run. */
    VertexCalls calls() {
        return calls;
    }

    /** What its workers measure. */
    Meters meters() {
        return meters;
    }

    /** Those of its vertices that may kill this node. */
    Suspects suspects() {
        return suspects;
    }

    RunContext context() {
        return context;
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Takes over what is here from earlier epochs; nobody knows this epoch yet. Until {@link
     * #start} it does not end.
     */
    void takeOver(Map<Integer, Object> kept) {
        promisesDue.set(1);
        for (int value = firstKept(); value < program.values(); value++) {
            int vertex = program.vertex()[value];
            Object outcome = kept.get(vertex);
            if (outcome == null && shelf != null) {
                outcome = shelf.get(vertex);
            }
            if (outcome == HostedRun.PROMISED) {
                promisesDue.incrementAndGet();
                awaited.add(value);
            } else {
                lacks |= outcome == null;
                taken[value - firstKept()] = outcome;
                values[value] = outcome;
            }
        }
    }

    /** Starts what waits for nothing, and feeds what was taken over. */
    void start() {
        if (lacks) {
            stop();
            return;
        }
        for (int v = 0; v < program.locals(); v++) {
            if (program.isRoot(v)) {
                if (isPlain(v)) {
                    ready.add(v); // the first worker wakes the next: this thread needs a core too
                } else {
                    submitAlone(v);
                }
            }
        }
        crew.wakeIfReady();
        for (int i = 0; i < taken.length; i++) {
            Object outcome = taken[i];
            if (outcome != null) {
                supply(firstKept() + i, outcome);
                taken[i] = null;
            }
        }
        promisesDue.decrementAndGet();
        finished(0);
    }

    private int firstKept() {
        return program.locals() + program.externals();
    }

    /** A promised vertex of an earlier epoch has its value. */
    void kept(int vertex, Object outcome) {
        int value = Arrays.binarySearch(program.vertex(), firstKept(), program.values(), vertex);
        if (value < 0 || !awaited.contains(value)) {
            return;
        }
        values[value] = outcome; // first: the end of the epoch must find one or the other
        if (awaited.remove(value)) {
            try {
                supply(value, outcome);
            } catch (RuntimeException | Error e) {
                crashed(e); // the thread belongs to an earlier epoch, which would not tell this one
            }
            promisesDue.decrementAndGet();
            finished(0);
        }
    }

    private void supply(int value, Object outcome) {
        if (outcome instanceof Failure failed && !continueOnError) {
            fail(failed.error());
            return;
        }
        Object own = outcome;
        boolean foreign = outcome instanceof StoredObject && isWantedElsewhere(value);
        if (foreign || outcome instanceof OnDisk && program.result()[value]) {
            own = calls.resolve(value); // its bytes are its maker's, who may leave or let it go
            if (own == VertexCalls.LOST) {
                stop();
                return;
            }
        }
        state.feed(value, this::makeReady);
        deliver(value, own, null);
    }

    /** Whether another node needs a value, or the owner of the run. */
    boolean isWantedElsewhere(int value) {
        return program.result()[value] || program.hasTargets(value);
    }

    /** A value came from another node; on a network thread. */
    void arrived(int vertex, Object outcome, UUID from, long bytes) {
        int value = program.external(vertex);
        if (value < 0 || stopped || !state.arrive(value)) {
            return;
        }
        if (outcome instanceof StoredObject) {
            calls.isStoredAt(value, from);
        }
        values[value] = outcome;
        int consumer = program.consumers()[program.consumerStart()[value]];
        traffic.add(loaded.stageOf(vertex), stageOf[consumer], 1, bytes);
        state.feed(value, this::makeReady);
    }

    StageCode stage(int v) {
        StageCode stage = loaded.stages()[stageOf[v]];
        if (stage == null) {
            throw new IllegalStateException("No code of vertex " + program.vertex()[v]);
        }
        return stage;
    }

    boolean isPlain(int v) {
        return (loaded.allPlain() || stage(v).plain()) && !suspects.isSuspect(v);
    }

    /** A vertex waits for nothing any more, and nobody runs it at once. */
    void makeReady(int v) {
        if (isPlain(v)) {
            ready.add(v);
            crew.wake();
        } else {
            submitAlone(v);
        }
    }

    void submitAlone(int v) {
        StageCode stage = stage(v);
        var work = new VertexWork(this, v, stage);
        if (crew.register(work)) {
            suspects.ready(v);
            work.queueUnshared();
            if (stage.speculative() && !suspects.isSuspect(v)) { // it may be what kills nodes
                run.pacing().queued(work);
            }
            context.executor().submit(work);
        }
    }

    /** The data of a source has moved away before a vertex could read it. */
    void displace() {
        synchronized (this) {
            if (displaced || stopped) {
                return;
            }
            displaced = true;
        }
        run.displaced(epoch);
    }

    /**
     * A vertex has its outcome: hands it on. The vertices it makes ready go to {@code into}.
     *
     * @return false when the run ends because of it
     */
    boolean complete(int v, Object outcome, ProgramReady into, Meter meter) {
        if (outcome instanceof Failure failed && !continueOnError) {
            fail(failed.error());
            return false;
        }
        values[v] = outcome;
        meter.finished(v);
        state.feed(v, into);
        deliver(v, outcome, into);
        release(v);
        return true;
    }

    /** Whether values may be written to disk, so that the time of each vertex is to be known. */
    boolean saves() {
        return shelf != null;
    }

    /** A vertex has come to its end: what it made is written if it is worth it. */
    void save(int v, @Nullable Object outcome, long nanos) {
        if (shelf != null
                && outcome != null
                && SaveRule.isLong(nanos)
                && stage(v).kind() == StageCode.Kind.CALL) {
            shelf.offer(stageOf[v], program.vertex()[v], outcome, loaded.application(), nanos);
        }
    }

    /** Takes what a vertex makes ready. */
    interface ProgramReady extends java.util.function.IntConsumer {
        /** Whether this thread has nothing else to do, and may as well send by itself. */
        boolean isIdle();
    }

    private void deliver(int value, Object outcome, @Nullable ProgramReady by) {
        if (program.result()[value]) {
            try {
                run.result(program.vertex()[value], outcome);
            } catch (WickException e) {
                cannotTravel(value, "to the node that runs the graph", e);
            }
        }
        if (program.hasTargets(value)) {
            run.send(this, value, outcome, by != null && by.isIdle());
        }
        if (value < program.locals() && !isKept(value) && !state.hasUses(value)) {
            values[value] = null;
        }
    }

    /** Lets go of inputs that nobody else needs; small ones stay, they cost less than counting. */
    private void release(int v) {
        if (stopped) {
            return;
        }
        int end = program.inputStart()[v + 1];
        for (int i = program.inputStart()[v]; i < end; i++) {
            int input = program.inputs()[i];
            Object value = values[input];
            if (!isSmall(value) && !isKept(input) && state.used(input)) {
                values[input] = null;
            }
        }
    }

    /**
     * In a durable run results stay, as the owner is lost with those it has; and small values,
     * which may be all that is left of what was sent to a node that is lost.
     */
    private boolean isKept(int value) {
        return durable && (program.result()[value] || isSmall(values[value]));
    }

    private static boolean isSmall(@Nullable Object value) {
        return value instanceof Number
                || value instanceof long[] longs && longs.length <= SMALL / Long.BYTES
                || value instanceof double[] doubles && doubles.length <= SMALL / Double.BYTES
                || value instanceof byte[] bytes && bytes.length <= SMALL;
    }

    /** Counts finished vertices; the last one ends the epoch. */
    void finished(int count) {
        if (count > 0) {
            state.finished(count);
        }
        if (state.left() == 0 && promisesDue.get() == 0) {
            stop();
        }
    }

    /** A value cannot be written for the node that needs it. */
    void cannotTravel(int value, WickException error) {
        cannotTravel(value, "to the node of a vertex that needs it", error);
    }

    private void cannotTravel(int value, String where, WickException error) {
        fail(
                new SerializationException(
                        "The value of "
                                + name(program.vertex()[value])
                                + " cannot travel "
                                + where
                                + ": "
                                + error.getMessage(),
                        error));
    }

    private void fail(WickException error) {
        synchronized (this) {
            if (failure == null) {
                failure = error;
            }
        }
        var unused = end(true); // after the end it is too late: what was promised goes on
    }

    /** Stops: what runs is promised, what waits does not start; reports. */
    void stop() {
        var unused = end(false);
    }

    /** Ends at once: what runs is interrupted, also what was promised. */
    void cancel() {
        if (!end(true)) {
            crew.running().forEach(VertexRunner::interruptVertex);
        }
    }

    private boolean end(boolean interrupt) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
        }
        stopped = true;
        var promised = new BitSet();
        for (VertexRunner runner : crew.running()) {
            int v = interrupt || isSink(runner.vertex()) ? -1 : runner.promise();
            if (v >= 0) {
                promised.set(program.vertex()[v]);
            } else {
                runner.interruptVertex();
            }
        }
        run.ended(this, share(promised, !interrupt), promised);
        return true;
    }

    /** Whether nothing waits for the value of a vertex: then nobody would wait for a promise. */
    private boolean isSink(int v) {
        return v >= 0 && !isWantedElsewhere(v) && !program.hasConsumers(v);
    }

    private Share share(BitSet promised, boolean keeps) {
        BitSet finished = meters.finished(program.vertex());
        var running = (BitSet) promised.clone();
        if (keeps) { // promises from before hold; the values they become are looked at next
            awaited.forEach(value -> running.set(program.vertex()[value]));
        }
        var kept = (BitSet) running.clone();
        for (int value = 0; keeps && value < values.length; value++) {
            if (values[value] != null) {
                kept.set(program.vertex()[value]);
            }
        }
        if (keeps && shelf != null) {
            shelf.addTo(kept);
        }
        finished.or(promised);
        WickException error;
        synchronized (this) {
            error = failure;
        }
        return new Share(
                new Event.Report(finished, kept, running, error != null), error, meters.sum());
    }

    /** A worker broke: nobody else would run what it had. */
    void crashed(Throwable e) {
        if (stopped) {
            LOG.debug("A worker failed after the end of its epoch", e);
            return;
        }
        fail(
                new TaskFailedException(
                        new TaskInfo("graph run " + run.key(), context.local(), 1),
                        "Wick itself failed in it: " + Errors.text(e),
                        e));
        LOG.error("A worker of a graph run failed; the run is cancelled", e);
    }

    /** Adds the values there are to a map by vertex, for the next epoch; this one has ended. */
    void addValues(Map<Integer, Object> into) {
        for (int value = 0; value < values.length; value++) {
            Object outcome = values[value];
            if (outcome != null) {
                into.putIfAbsent(program.vertex()[value], outcome);
            }
        }
    }

    /** A value that was promised will not come: what waits for it has to be planned anew. */
    void broken(int vertex) {
        int value = Arrays.binarySearch(program.vertex(), firstKept(), program.values(), vertex);
        if (value >= 0 && awaited.remove(value)) {
            stop();
        }
    }

    /** Values on disk are not relied on any more: where one was needed this ends. */
    void distrust() {
        boolean lost = false;
        for (int value = 0; value < values.length; value++) {
            if (values[value] instanceof OnDisk) {
                values[value] = null;
                lost = true;
            }
        }
        if (lost) {
            stop();
        }
    }

    /** Vertices that run or wait for a CPU, and values that were promised; vertices finished. */
    int[] status() {
        int running = promisesDue.get() + (ready.isEmpty() ? 0 : 1) + crew.size();
        return new int[] {running, program.locals() - state.left()};
    }

    /** Whether the data of a source was found to have moved away. */
    synchronized boolean isDisplaced() {
        return displaced;
    }

    Program program() {
        return program;
    }

    int stageIndex(int v) {
        return stageOf[v];
    }

    String describe(int v) {
        return stage(v).vertexName(program.vertex()[v]);
    }

    private String name(int vertex) {
        return "'" + loaded.nameOf(vertex) + "'";
    }
}
