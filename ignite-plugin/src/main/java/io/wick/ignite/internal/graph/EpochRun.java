package io.wick.ignite.internal.graph;

import io.wick.error.DependencyFailedException;
import io.wick.error.SerializationException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.graph.CachePartition;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.object.Encoded;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.planner.Program;
import io.wick.internal.run.Event;
import io.wick.internal.run.ProgramState;
import io.wick.internal.scheduler.Placer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
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
    private static final Object LOST = new Object();

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
    private final Map<Integer, Object> inputs;
    private final @Nullable Object[] values;
    private final int[] stageOf;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger searching = new AtomicInteger();
    private final AtomicInteger promisesDue = new AtomicInteger();
    private final List<VertexRunner> runners = new ArrayList<>();
    private final List<Meter> meters = new ArrayList<>();
    private final ArrayDeque<Meter> freeMeters = new ArrayDeque<>();
    private final Traffic traffic;
    private final Map<Integer, UUID> storedAt = new ConcurrentHashMap<>();
    private final int slots;
    private volatile boolean stopped;
    private final @Nullable Object[] taken;
    private final Set<Integer> awaited = ConcurrentHashMap.newKeySet();
    private boolean lacks;
    private boolean ended;
    private boolean displaced;
    private @Nullable WickException failure;

    EpochRun(
            HostedRun run,
            int epoch,
            Loaded loaded,
            RunContext context,
            boolean continueOnError,
            Map<Integer, Object> inputs) {
        this.run = run;
        this.epoch = epoch;
        this.loaded = loaded;
        this.context = context;
        this.continueOnError = continueOnError;
        this.inputs = inputs;
        program = loaded.program();
        state = new ProgramState(program);
        ready = new ReadyVertices(program);
        values = new @Nullable Object[program.values()];
        taken = new @Nullable Object[program.kept()];
        stageOf = loaded.stageOfLocal();
        var arrivals = new Meter(loaded.stageFirst().length);
        meters.add(arrivals);
        traffic = arrivals.traffic;
        slots = Math.max(1, context.executor().slots());
    }

    Loaded loaded() {
        return loaded;
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
            Object outcome = kept.get(program.vertex()[value]);
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
            if (program.inputStart()[v] == program.inputStart()[v + 1]) {
                if (isPlain(v)) {
                    ready.add(v); // the first worker wakes the next: this thread needs a core too
                } else {
                    submitAlone(v);
                }
            }
        }
        wakeIfReady();
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
        if (outcome instanceof StoredObject && isWantedElsewhere(value)) {
            own = resolve(value); // its bytes are its maker's, who may leave or let it go
            if (own == LOST) {
                stop();
                return;
            }
        }
        state.feed(value, this::makeReady);
        deliver(value, own, null);
    }

    private boolean isWantedElsewhere(int value) {
        return program.result()[value]
                || program.targetStart()[value] < program.targetStart()[value + 1];
    }

    /** A value came from another node; on a network thread. */
    void arrived(int vertex, Object outcome, UUID from, long bytes) {
        int value = program.external(vertex);
        if (value < 0 || stopped || !state.arrive(value)) {
            return;
        }
        if (outcome instanceof StoredObject) {
            storedAt.put(value, from);
        }
        values[value] = outcome;
        int consumer = program.consumers()[program.consumerStart()[value]];
        traffic.add(loaded.stageOf(vertex), stageOf[consumer], 1, bytes);
        state.feed(value, this::makeReady);
    }

    private StageCode stage(int v) {
        StageCode stage = loaded.stages()[stageOf[v]];
        if (stage == null) {
            throw new IllegalStateException("No code of vertex " + program.vertex()[v]);
        }
        return stage;
    }

    boolean isPlain(int v) {
        return loaded.allPlain() || stage(v).plain();
    }

    /** A vertex waits for nothing any more, and nobody runs it at once. */
    void makeReady(int v) {
        if (isPlain(v)) {
            ready.add(v);
            wake();
        } else {
            submitAlone(v);
        }
    }

    void submitAlone(int v) {
        var work = new VertexWork(this, v, stage(v));
        if (register(work)) {
            work.queueUnshared();
            context.executor().submit(work);
        }
    }

    private boolean register(VertexRunner runner) {
        synchronized (runners) {
            if (stopped) {
                return false;
            }
            runners.add(runner);
            return true;
        }
    }

    void unregister(VertexRunner runner) {
        synchronized (runners) {
            runners.remove(runner);
        }
    }

    /** Wakes somebody if there is something to do. */
    void wakeIfReady() {
        if (!ready.isEmpty()) {
            wake();
        }
    }

    /** Whether anything runs or is queued. */
    boolean isBusy() {
        synchronized (runners) {
            return !runners.isEmpty();
        }
    }

    /** Sees to it that somebody looks at the queue. */
    void wake() {
        while (searching.get() == 0 && !stopped) {
            int now = active.get();
            if (now >= slots) {
                return;
            }
            if (active.compareAndSet(now, now + 1)) {
                var worker = new Worker(this);
                if (register(worker)) {
                    worker.queueUnshared();
                    context.executor().submit(worker);
                }
                return;
            }
        }
    }

    /** A worker found nothing: looks again at once, saying nothing to others; -1 for nothing. */
    int glance() {
        for (int i = 0; i < Worker.GLANCES && !stopped; i++) {
            Thread.onSpinWait();
            int v = ready.poll();
            if (v >= 0) {
                return v;
            }
        }
        return -1;
    }

    /** A worker found nothing for a while: looks some more, then leaves with -1. */
    int search() {
        while (true) {
            boolean alone = searching.getAndIncrement() == 0 || program.externals() == 0;
            int v = -1;
            for (int i = 0; i < Worker.SPINS && v < 0 && !stopped && alone; i++) {
                Thread.onSpinWait();
                v = ready.poll();
            }
            searching.decrementAndGet();
            if (v >= 0) {
                wakeIfReady();
                return v;
            }
            active.decrementAndGet();
            if (stopped || ready.isEmpty() || !reenter()) {
                return -1;
            }
            v = ready.poll();
            if (v >= 0) {
                wakeIfReady(); // what came meanwhile found somebody searching and woke nobody
                return v;
            }
        }
    }

    private boolean reenter() {
        while (true) {
            int now = active.get();
            if (now >= slots) {
                return false;
            }
            if (active.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** A worker goes because others want its CPU, or waits: somebody else may take its place. */
    void stepAside() {
        active.decrementAndGet();
        wakeIfReady();
    }

    /** A worker that had stepped aside is back; there may be more of them than slots now. */
    void stepBack() {
        active.incrementAndGet();
    }

    /**
     * Collects the inputs of a vertex.
     *
     * @return an {@code Object[]}; a {@link Failure} when an input failed, which is then the
     *     vertex's outcome; null when the vertex is to be left undone
     */
    @Nullable Object gather(int v, Meter into) {
        int from = program.inputStart()[v];
        int count = program.inputStart()[v + 1] - from;
        var in = new @Nullable Object[count];
        boolean here = true;
        for (int i = 0; i < count; i++) {
            Object value = resolve(program.inputs()[from + i]);
            if (value instanceof Failure failure) {
                return new Failure(dependencyFailed(v, program.inputs()[from + i], failure));
            }
            if (value == LOST) {
                return null; // its node has left: the owner of the run will plan anew
            }
            if (value instanceof CachePartition<?, ?> partition) {
                here &= isHere(partition);
            }
            in[i] = value == Ref.NULL ? null : value;
        }
        if (!here) {
            displace();
            return null;
        }
        if (count > 0) {
            countAffinity(v, in, into);
        }
        return in;
    }

    /** Runs a vertex; gives its outcome, or null when it is to be left undone. */
    @Nullable Object call(int v, @Nullable Object[] in, VertexRunner runner) {
        StageCode stage = stage(v);
        int vertex = program.vertex()[v];
        for (int attempt = 1; ; attempt++) {
            try {
                Object value =
                        switch (stage.kind()) {
                            case CALL -> stage.call(vertex, in);
                            case CONSTANT -> stage.value();
                            case INPUT -> input(vertex);
                            case KEY -> keyValue(stage, vertex);
                            case PARTITION -> partition(stage, vertex);
                        };
                return value == null ? Ref.NULL : value;
            } catch (Displaced e) {
                displace();
                return null;
            } catch (Throwable e) {
                if (runner.isInterrupted()) {
                    return null;
                }
                if (attempt > stage.retries() || !stage.retriesAfter(e)) {
                    return new Failure(failed(stage, vertex, attempt, e));
                }
            }
        }
    }

    private @Nullable Object input(int vertex) {
        Object value = inputs.get(vertex);
        return value instanceof Ref<?> ref ? ref.get() : value;
    }

    private @Nullable Object keyValue(StageCode stage, int vertex) throws Displaced {
        Object key = stage.parameter(vertex);
        String cache = stage.cache();
        if (key == null || cache == null) {
            throw new IllegalStateException("A key of stage '" + stage.name() + "' is missing");
        }
        if (!stopped && !context.sources().isKeyHere(cache, key)) {
            throw new Displaced();
        }
        return context.sources().value(cache, key);
    }

    private CachePartition<?, ?> partition(StageCode stage, int vertex) throws Displaced {
        String cache = stage.cache();
        var partition = new CachePartition<>(cache == null ? "" : cache, vertex - stage.first());
        if (!stopped && !isHere(partition)) {
            throw new Displaced();
        }
        return partition;
    }

    private boolean isHere(CachePartition<?, ?> partition) {
        return context.sources().isPartitionHere(partition.cache(), partition.partition());
    }

    /** The data of a source is elsewhere. */
    private static final class Displaced extends Exception {
        private static final long serialVersionUID = 1L;

        Displaced() {
            super("displaced", null, false, false);
        }
    }

    private void displace() {
        synchronized (this) {
            if (displaced || stopped) {
                return;
            }
            displaced = true;
        }
        run.displaced(epoch);
    }

    /** The value of an input, decoded; a {@link Failure}, {@link Ref#NULL} or LOST. */
    private Object resolve(int value) {
        Object outcome = values[value];
        if (!(outcome instanceof Encoded) && !(outcome instanceof StoredObject)) {
            return outcome == null ? LOST : outcome;
        }
        Object decoded;
        try {
            decoded = context.refs().decode(outcome);
        } catch (WickException e) {
            return new Failure(e);
        }
        if (decoded == RefHome.GONE) {
            Object now = values[value];
            if (now != null && now != outcome) {
                return now; // another vertex has fetched it meanwhile, and its maker let it go
            }
            values[value] = null; // not kept any more
            return LOST;
        }
        Object known = decoded == null ? Ref.NULL : decoded;
        values[value] = known;
        if (outcome instanceof StoredObject stored) {
            UUID from = storedAt.remove(value);
            if (from != null) {
                run.taken(from, stored.key());
            }
        }
        return known;
    }

    private void countAffinity(int v, @Nullable Object[] in, Meter into) {
        if (program.externals() == 0) {
            return; // all inputs of all vertices are here
        }
        long here = 0;
        long elsewhere = 0;
        int from = program.inputStart()[v];
        for (int i = 0; i < in.length; i++) {
            Object value = in[i];
            if (value instanceof Number) {
                continue;
            }
            int number = program.inputs()[from + i];
            boolean external =
                    number >= program.locals() && number < program.locals() + program.externals();
            long bytes =
                    value instanceof CachePartition<?, ?>
                            ? Placer.LOCALITY_BYTES
                            : Codec.estimateBytes(value);
            if (external && !(value instanceof CachePartition<?, ?>)) {
                elsewhere = Math.max(elsewhere, bytes);
            } else {
                here = Math.max(here, bytes);
            }
        }
        if (Math.max(here, elsewhere) >= Placer.LOCALITY_BYTES) {
            into.withLarge++;
            into.atLargest += here >= elsewhere ? 1 : 0;
        }
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
        state.complete(v, into);
        deliver(v, outcome, into);
        release(v);
        return true;
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
        int from = program.targetStart()[value];
        int to = program.targetStart()[value + 1];
        if (to > from) {
            run.send(this, value, outcome, by != null && by.isIdle());
        }
        if (value < program.locals() && !state.hasUses(value)) {
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
            if (!isSmall(value) && state.used(input)) {
                values[input] = null;
            }
        }
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
            running().forEach(VertexRunner::interruptVertex);
        }
    }

    private List<VertexRunner> running() {
        synchronized (runners) {
            return List.copyOf(runners);
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
        var promised = new HashMap<Integer, Object>();
        for (VertexRunner runner : running()) {
            int v = interrupt || isSink(runner.vertex()) ? -1 : runner.promise();
            if (v >= 0) {
                promised.put(program.vertex()[v], HostedRun.PROMISED);
            } else {
                runner.interruptVertex();
            }
        }
        run.ended(this, share(promised, !interrupt), promised);
        return true;
    }

    /** Whether nothing waits for the value of a vertex: then nobody would wait for a promise. */
    private boolean isSink(int v) {
        return v >= 0
                && !program.result()[v]
                && program.consumerStart()[v] == program.consumerStart()[v + 1]
                && program.targetStart()[v] == program.targetStart()[v + 1];
    }

    private Share share(Map<Integer, Object> promised, boolean keeps) {
        var finished = new BitSet();
        synchronized (meters) {
            meters.forEach(part -> part.eachFinished(v -> finished.set(program.vertex()[v])));
        }
        var kept = new BitSet();
        if (keeps) { // promises from before hold; the values they become are looked at next
            awaited.forEach(value -> kept.set(program.vertex()[value]));
        }
        for (int value = 0; keeps && value < values.length; value++) {
            if (values[value] != null) {
                kept.set(program.vertex()[value]);
            }
        }
        for (int vertex : promised.keySet()) {
            kept.set(vertex);
            finished.set(vertex);
        }
        WickException error;
        synchronized (this) {
            error = failure;
        }
        return new Share(new Event.Report(finished, kept, error != null), error, measured());
    }

    /** A meter for one worker, read when the epoch ends. */
    Meter takeMeter() {
        synchronized (meters) {
            Meter free = freeMeters.poll();
            if (free == null) {
                free = new Meter(loaded.stageFirst().length);
                meters.add(free);
            }
            return free;
        }
    }

    /** A worker goes: another may go on with its meter. */
    void giveBack(Meter part) {
        synchronized (meters) {
            freeMeters.add(part);
        }
    }

    private Meter measured() {
        var sum = new Meter(loaded.stageFirst().length);
        synchronized (meters) {
            meters.forEach(sum::add);
        }
        return sum;
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
                        "Wick itself failed in it: " + text(e),
                        e));
        LOG.error("A worker of a graph run failed; the run is cancelled", e);
    }

    /** What an exception says; its class when it cannot even do that. */
    private static String text(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName();
        }
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

    /**
     * A promised vertex has run: its value is for the next epoch. Without a value, because the data
     * of a source had just moved away, the next epoch does without.
     */
    void keepPromise(int v, @Nullable Object outcome) {
        if (outcome != null) {
            run.promiseKept(this, program.vertex()[v], outcome);
        } else {
            run.promiseBroken(this, program.vertex()[v]);
        }
    }

    /** A value that was promised will not come: what waits for it has to be planned anew. */
    void broken(int vertex) {
        int value = Arrays.binarySearch(program.vertex(), firstKept(), program.values(), vertex);
        if (value >= 0 && awaited.remove(value)) {
            stop();
        }
    }

    /** Vertices that run or wait for a CPU, and values that were promised; vertices finished. */
    int[] status() {
        int running = promisesDue.get() + (ready.isEmpty() ? 0 : 1);
        synchronized (runners) {
            running += runners.size();
        }
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

    private WickException failed(StageCode stage, int vertex, int attempt, Throwable thrown) {
        if (stage.kind() != StageCode.Kind.CALL && thrown instanceof WickException own) {
            return own;
        }
        return new TaskFailedException(
                new TaskInfo(stage.vertexName(vertex), context.local(), attempt),
                "The function threw " + text(thrown),
                thrown);
    }

    private WickException dependencyFailed(int v, int input, Failure failure) {
        String name = name(program.vertex()[input]);
        var info = new TaskInfo(describe(v), null, 1);
        if (failure.error() instanceof DependencyFailedException before) {
            return before.further(info, name);
        }
        return DependencyFailedException.of(info, name, failure.error());
    }

    private String name(int vertex) {
        return "'" + loaded.nameOf(vertex) + "'";
    }
}
