package io.wick.ignite.internal.durable;

import io.wick.error.ClosedException;
import io.wick.error.DurableRunException;
import io.wick.error.PoisonTaskException;
import io.wick.error.SerializationException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskInfo;
import io.wick.graph.DurableRun.State;
import io.wick.graph.RunOptions;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.ignite.internal.graph.DurableId;
import io.wick.ignite.internal.graph.GraphRecipe;
import io.wick.ignite.internal.graph.RunOwner;
import io.wick.ignite.internal.object.Partitions;
import io.wick.internal.run.DurableLife;
import io.wick.internal.run.Predecessor;

import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.IgniteEx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.cache.CacheException;

/**
 * Looks after durable runs on a server: takes those that nobody keeps of whose records it has the
 * primary copy, and tells the cluster of those it keeps. Looks when it is asked to, when a node has
 * left and Ignite has given its partitions to others, and again and again. One thread of its own.
 */
final class RunKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);

    /** Between looks when nothing was heard. */
    private static final long CALM_NANOS = 2_000_000_000;

    /** While it keeps runs: how old a progress may be. */
    private static final long KEEPING_NANOS = 500_000_000;

    /** After a node has left. */
    private static final long BUSY_NANOS = 100_000_000;

    private static final long BUSY_FOR_NANOS = 10_000_000_000L;

    /** Between looks for values of runs that are over. */
    private static final long SWEEP_NANOS = 60_000_000_000L;

    private final IgniteEx ignite;
    private final MajorityWatch majority;
    private final RunRecords records;
    private final RunValues values;
    private final RunOwner runs;
    private final EndCode code;
    private final Executor callbacks;
    private final Map<UUID, Kept> mine = new ConcurrentHashMap<>();
    private final Semaphore wanted = new Semaphore(0);
    private volatile long busyUntil = System.nanoTime();
    private volatile long sweepAt = System.nanoTime() + BUSY_FOR_NANOS;
    private volatile boolean stopped;

    RunKeeper(
            IgniteEx ignite,
            MajorityWatch majority,
            RunRecords records,
            RunValues values,
            RunOwner runs,
            EndCode code,
            Executor callbacks) {
        this.ignite = ignite;
        this.majority = majority;
        this.records = records;
        this.values = values;
        this.runs = runs;
        this.code = code;
        this.callbacks = callbacks;
    }

    EndCode code() {
        return code;
    }

    Executor callbacks() {
        return callbacks;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Begins to look. */
    void watch() {
        Thread.ofVirtual().name("wick-durable-runs").start(this::loop);
    }

    /** There is something to do. */
    void attend() {
        wanted.release();
    }

    /** A node left. */
    void left() {
        busyUntil = System.nanoTime() + BUSY_FOR_NANOS;
        sweepAt = busyUntil; // it had perhaps to remove some
        wanted.release();
    }

    void stop() {
        stopped = true;
        wanted.release();
    }

    /** Nothing is to be done for it here any more. */
    void over(Kept kept) {
        mine.remove(kept.life().id(), kept);
    }

    private void loop() {
        while (!stopped) {
            try {
                var unused = wanted.tryAcquire(pause(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wanted.drainPermits();
            try {
                if (!stopped && records.caches().exist()) {
                    Partitions.await(ignite);
                    majority.awaitSure(); // the other part keeps them
                    look();
                    sweep();
                }
            } catch (CacheException | IgniteException | IllegalStateException e) {
                LOG.debug("Durable runs are looked after a little later", e);
            } catch (RuntimeException e) {
                LOG.warn("Durable runs could not be looked after; tried again", e);
            }
        }
    }

    private long pause() {
        return busyUntil - System.nanoTime() > 0
                ? BUSY_NANOS
                : mine.isEmpty() ? CALM_NANOS : KEEPING_NANOS;
    }

    private void look() {
        for (DurableLife life : records.here()) {
            if (!stopped && life.state() == State.RUNNING && isLost(life)) {
                take(life);
            }
        }
        for (Kept kept : mine.values()) {
            kept.compare(records.get(kept.name()), records);
        }
    }

    private void sweep() {
        if (System.nanoTime() - sweepAt > 0) {
            sweepAt = System.nanoTime() + SWEEP_NANOS;
            values.sweep(records::underWay);
        }
    }

    private boolean isLost(DurableLife life) {
        UUID keeper = life.keeper();
        if (keeper == null) {
            return true;
        }
        return keeper.equals(local())
                ? !mine.containsKey(life.id())
                : ignite.cluster().node(keeper) == null;
    }

    private UUID local() {
        return ignite.cluster().localNode().id();
    }

    /** Becomes the keeper of a run, unless another does. */
    private void take(DurableLife seen) {
        String name = seen.about().name();
        Predecessor last = predecessor(seen);
        DurableLife life = records.change(name, RunChange.keep(seen, local()));
        if (life == null || !life.isKeptBy(local(), seen.term() + 1)) {
            return;
        }
        if (seen.keeper() != null) {
            LOG.info("Durable run '{}' goes on here, as node {} left", name, seen.keeper());
        }
        var kept = new Kept(this, life, last);
        mine.put(life.id(), kept);
        byte[] recipe = records.caches().recipes().get(life.id());
        if (recipe == null) {
            kept.ended(new DurableRunException(name, "its graph is lost", null), List.of());
        } else if (life.isHopeless()) {
            kept.ended(hopeless(life), List.of());
        } else if (life.cancelled()) {
            var info = new TaskInfo("graph " + life.about().graph(), local(), life.term());
            kept.ended(
                    new TaskCancelledException(info, "The durable run was cancelled", null),
                    List.of());
        } else {
            runs.runContext()
                    .executor()
                    .submit(
                            new RecipeWork(
                                    kept,
                                    recipe,
                                    runs.runContext(),
                                    read -> callbacks.execute(() -> begin(kept, read))));
        }
    }

    private @Nullable Predecessor predecessor(DurableLife seen) {
        UUID lost = seen.keeper();
        if (lost == null) {
            return null;
        }
        byte[] left = records.caches().results().get(RunRecords.evidenceKey(seen.id()));
        if (left == null) {
            return null;
        }
        try {
            Predecessor last = EvidenceCode.predecessor(left, seen.about().vertices());
            return last.node().equals(lost)
                    ? last
                    : new Predecessor(
                            lost, new BitSet(), last.evidence()); // nothing had begun there
        } catch (SerializationException e) {
            LOG.warn("What node {} has left of durable run {} is damaged", lost, seen.id(), e);
            return null;
        }
    }

    /** One keeper after the other was lost, and nothing was done. */
    private PoisonTaskException hopeless(DurableLife life) {
        List<String> keepers = life.vain().keepers().stream().map(UUID::toString).toList();
        return new PoisonTaskException(
                new TaskInfo("graph " + life.about().graph(), local(), life.term()),
                "Durable run '"
                        + life.about().name()
                        + "' has lost "
                        + keepers.size()
                        + " keepers in a row without getting any further, and is taken for what"
                        + " kills them. Look at the logs of these nodes: "
                        + keepers,
                keepers,
                null);
    }

    /** Leaves something to the next keeper. */
    void leave(UUID run, byte[] evidence) {
        records.caches().results().put(RunRecords.evidenceKey(run), evidence);
    }

    private void begin(Kept kept, GraphRecipe recipe) {
        try {
            runs.keep(
                    recipe.with(left(recipe.options(), kept.life())),
                    kept,
                    keeping -> kept.begins(keeping, recipe.graph().single()));
        } catch (ClosedException e) {
            LOG.debug("Another node keeps durable run '{}', as this one stops", kept.name(), e);
        } catch (RuntimeException e) {
            LOG.warn("Durable run '{}' could not begin", kept.name(), e);
            kept.ended(
                    new DurableRunException(kept.name(), "it could not begin: " + e, e), List.of());
        }
    }

    /** What earlier keepers left of the time a run may take. */
    private static RunOptions left(RunOptions options, DurableLife life) {
        Duration timeout = options.timeout();
        if (timeout == null) {
            return options;
        }
        long passed = System.currentTimeMillis() - life.about().startedMillis();
        Duration left = timeout.minusMillis(Math.max(0, passed));
        return options.withTimeout(left.isPositive() ? left : Duration.ofMillis(1));
    }

    /** Tells the cluster how a run of this node ended, unless another keeps it by now. */
    void record(Kept kept, State how, byte[] end) {
        DurableId id = kept.id();
        String key = RunRecords.key(id);
        records.caches().results().put(key, end);
        int done = how == State.DONE ? kept.life().about().vertices() : kept.done();
        var change = RunChange.ended(id.run(), id.term(), how, done, System.currentTimeMillis());
        DurableLife after = records.change(kept.name(), change);
        if (after == null || after.state() == State.RUNNING || after.term() != id.term()) {
            records.caches().results().remove(key);
        } else {
            records.caches().recipes().remove(id.run());
            records.caches().results().remove(RunRecords.evidenceKey(id.run()));
        }
        over(kept);
    }
}
