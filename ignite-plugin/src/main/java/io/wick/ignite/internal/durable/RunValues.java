package io.wick.ignite.internal.durable;

import io.wick.error.WickException;
import io.wick.ignite.internal.function.Applications;
import io.wick.ignite.internal.graph.DiskValues;
import io.wick.ignite.internal.object.OnDisk;
import io.wick.ignite.internal.object.Partitions;
import io.wick.ignite.internal.object.PrimaryKeys;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoreCaches;
import io.wick.ignite.internal.object.Values;
import io.wick.internal.run.SaveRule;

import org.apache.ignite.IgniteException;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.internal.IgniteEx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.cache.CacheException;

/**
 * Values of durable runs in the cache {@link RunCaches#values}, by run and vertex. Writes and
 * removals are done one after the other, on a thread that is there while there are any.
 */
public final class RunValues implements DiskValues {
    private static final Logger LOG = LoggerFactory.getLogger(RunValues.class);

    /**
     * So many of the largest values fill the pages in memory. All pages that one change of a cache
     * touches stay in memory until it has ended, and Ignite makes sure of a quarter of them before:
     * so many nodes may write such values to one node at a time.
     */
    private static final int LARGEST_IN_MEMORY = 64;

    /** Values that wait to be written hold memory: what exceeds this is not written. */
    private static final long MOST_WAITING_BYTES = 64L << 20;

    private static final int MOST_WAITING = 1000;
    private static final long REFUSED = -1;

    private static final int UUID_LENGTH = 36;

    private final IgniteEx ignite;
    private final RunCaches caches;
    private final Values values;
    private final Applications applications;
    private final Executor callbacks;
    private final SaveRule rule;
    private final long mostBytes;
    private final boolean on;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();

    /** What this node has written for runs that are not over. */
    private final AtomicLong written = new AtomicLong();

    /**
     * @param mostBytes how much this node writes at most for runs that are under way
     */
    public RunValues(
            IgniteEx ignite,
            Values values,
            Applications applications,
            Executor callbacks,
            long mostBytes) {
        this.ignite = ignite;
        this.caches = new RunCaches(ignite);
        this.values = values;
        this.applications = applications;
        this.callbacks = callbacks;
        this.mostBytes = mostBytes;
        DataStorageConfiguration storage = ignite.configuration().getDataStorageConfiguration();
        DataRegionConfiguration region = storage == null ? null : region(storage);
        if (storage == null || region == null || ignite.cluster().localNode().isClient()) {
            on = false;
            rule = new SaveRule(0);
        } else {
            on = region.isPersistenceEnabled();
            // Ignite stops a node that is to write more into its log than a segment of it takes
            long loggable = storage.getWalSegmentSize() / 4;
            rule = new SaveRule(Math.min(loggable, region.getMaxSize() / LARGEST_IN_MEMORY));
        }
    }

    private static @Nullable DataRegionConfiguration region(DataStorageConfiguration storage) {
        if (storage.getDataRegionConfigurations() != null) {
            for (DataRegionConfiguration region : storage.getDataRegionConfigurations()) {
                if (region.getName().equals(StoreCaches.DURABLE_REGION)) {
                    return region;
                }
            }
        }
        return null;
    }

    RunCaches caches() {
        return caches;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public void write(Made made, Writer by) {
        if (!mayWait(made)) {
            by.ended(REFUSED);
            return;
        }
        later(
                () -> {
                    long bytes = REFUSED;
                    try {
                        bytes = by.isWanted() ? put(made) : REFUSED;
                    } finally {
                        waitingBytes.addAndGet(-made.estimate());
                        by.ended(bytes);
                    }
                });
    }

    private boolean mayWait(Made made) {
        if (!rule.pays(made.nanos(), made.estimate())
                || pending.get() >= MOST_WAITING
                || written.get() >= mostBytes) {
            return false;
        }
        boolean fits = waitingBytes.addAndGet(made.estimate()) <= MOST_WAITING_BYTES;
        if (!fits) {
            waitingBytes.addAndGet(-made.estimate());
        }
        return fits;
    }

    private long put(Made made) {
        Object value = made.outcome() == Ref.NULL ? null : made.outcome();
        byte[] bytes = values.encodeLasting(value, applications.loader(made.application()));
        if (bytes == null || !rule.pays(made.nanos(), bytes.length)) {
            return REFUSED;
        }
        caches.values().put(key(made.run(), made.vertex()), bytes);
        written.addAndGet(bytes.length);
        return bytes.length;
    }

    /** Does something after all that was to be done before. */
    private void later(Runnable what) {
        waiting.add(what);
        if (pending.getAndIncrement() == 0) {
            callbacks.execute(this::work);
        }
    }

    private void work() {
        do {
            Runnable next = waiting.poll();
            if (next != null) {
                tryToDo(next);
            }
        } while (pending.decrementAndGet() > 0);
    }

    /**
     * What cannot be written is made again, what cannot be removed is found by a later look. What
     * users wrote may throw anything, and the heap may have no room for the bytes of a value: what
     * comes after it is to be done all the same.
     */
    private static void tryToDo(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("A value of a durable run is not on disk, or stays there for now", e);
        }
    }

    @Override
    public void find(UUID run, Consumer<BitSet> found) {
        if (!on) {
            found.accept(new BitSet());
            return;
        }
        callbacks.execute(
                () -> {
                    var vertices = new BitSet();
                    try {
                        Partitions.await(ignite); // of who has just left
                        for (String key : here(run.toString())) {
                            vertices.set(Integer.parseInt(key.substring(UUID_LENGTH + 1)));
                        }
                    } catch (CacheException | IgniteException | IllegalStateException e) {
                        LOG.debug("Values of durable run {} cannot be listed now", run, e);
                        return;
                    }
                    if (!vertices.isEmpty()) {
                        LOG.info(
                                "{} values of durable run {} are here on disk",
                                vertices.cardinality(),
                                run);
                    }
                    found.accept(vertices);
                });
    }

    private List<String> here(String prefix) {
        return caches.exist()
                ? PrimaryKeys.list(
                        ignite, caches.values().getName(), (String key) -> key.startsWith(prefix))
                : List.of();
    }

    @Override
    public @Nullable Object read(OnDisk value, @Nullable UUID application) {
        try {
            byte[] bytes = caches.values().get(key(value.run(), value.vertex()));
            if (bytes == null) {
                return null;
            }
            Object read = values.decodeLasting(bytes, applications.loader(application));
            return read == null ? Ref.NULL : read;
        } catch (CacheException
                | IgniteException
                | IllegalStateException
                | WickException
                | LinkageError e) {
            LOG.warn(
                    "The value of vertex {} of durable run {} cannot be read from disk; it is made"
                            + " again",
                    value.vertex(),
                    value.run(),
                    e);
            return null;
        }
    }

    @Override
    public void remove(OnDisk value) {
        later(() -> remove(key(value.run(), value.vertex())));
    }

    @Override
    public void remove(UUID run, Supplier<BitSet> vertices, LongSupplier bytes) {
        later(
                () -> {
                    written.addAndGet(-bytes.getAsLong());
                    BitSet there = vertices.get();
                    there.stream().forEach(vertex -> remove(key(run, vertex)));
                });
    }

    /** One by one, as all pages of what is removed at once have to be in memory. */
    private void remove(String key) {
        caches.values().remove(key);
    }

    /**
     * Removes, soon, what is here of runs that are over and whose nodes did not get to do so.
     * Blocks until it is known; throws what Ignite throws.
     *
     * @param underWay the runs that are not; asked when it is known what is here
     */
    void sweep(Supplier<Set<UUID>> underWay) {
        if (!on) {
            return;
        }
        Map<UUID, List<String>> byRun = new HashMap<>();
        for (String key : here("")) {
            UUID run = UUID.fromString(key.substring(0, UUID_LENGTH));
            byRun.computeIfAbsent(run, r -> new ArrayList<>()).add(key);
        }
        if (!byRun.isEmpty()) {
            byRun.keySet().removeAll(underWay.get());
            byRun.values().forEach(keys -> later(() -> keys.forEach(this::remove)));
        }
    }

    private static String key(UUID run, int vertex) {
        return run + "/" + vertex;
    }
}
