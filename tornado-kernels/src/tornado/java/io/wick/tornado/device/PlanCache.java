package io.wick.tornado.device;

import io.wick.numeric.spi.DeviceException;
import io.wick.numeric.spi.DeviceRun;
import io.wick.tornado.device.SequenceLayout.PlanKey;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.common.TornadoDevice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The plans of one device, least recently used first: making one takes some 30 ms, running it 0.1.
 * Two threads with the same key share a plan, one after the other. Frozen arrays stay on the device
 * from their second run on: their plan is theirs alone, and not worth making for one run.
 */
final class PlanCache {
    /** More plans than this are not kept, however small. */
    static final int PLANS = 128;

    private static final int REMEMBERED = 1024;

    private final TornadoDevice device;
    private final String id;
    private final long memory;
    private final AtomicLong built = new AtomicLong();
    private final Map<PlanKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<PlanKey, Boolean> seen =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<PlanKey, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private long used;

    /**
     * Starts empty.
     *
     * @param memory bytes that the plans may hold together
     */
    PlanCache(String id, TornadoDevice device, long memory) {
        this.id = id;
        this.device = device;
        this.memory = memory;
    }

    /** A plan and its lock. */
    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        @Nullable DevicePlan plan; // under the lock
        long bytes; // under the monitor of the cache
        boolean dropped; // under both
    }

    /** How many plans have been made. */
    long built() {
        return built.get();
    }

    /** How many plans there are. */
    synchronized int size() {
        return entries.size();
    }

    /** Bytes that the plans hold on the device. */
    synchronized long used() {
        return used;
    }

    /**
     * Runs a sequence with its plan, made if need be.
     *
     * @throws DeviceException when the device has no room now
     */
    DeviceRun run(SequenceLayout layout) {
        boolean residents = layout.hasResidents() && isSecondSight(layout);
        PlanKey key = layout.key(id, residents);
        while (true) {
            Entry entry = entry(key);
            entry.lock.lock();
            try {
                if (entry.dropped) {
                    continue;
                }
                return run(layout, residents, key, entry);
            } finally {
                entry.lock.unlock();
            }
        }
    }

    private DeviceRun run(SequenceLayout layout, boolean residents, PlanKey key, Entry entry) {
        try {
            DevicePlan plan = entry.plan;
            boolean compiled = plan == null;
            if (plan == null) {
                reserve(entry, layout.sequence().bytesOnDevice());
                plan = DevicePlan.build(layout, residents, device);
                entry.plan = plan;
                built.incrementAndGet();
                reserve(entry, plan.bytes());
            }
            return plan.run(layout, compiled);
        } catch (Throwable e) { // the plan is of no use, whatever TornadoVM has thrown
            drop(key, entry);
            throw e;
        }
    }

    private synchronized boolean isSecondSight(SequenceLayout layout) {
        PlanKey key = layout.key(id, true);
        return entries.containsKey(key) || seen.put(key, Boolean.TRUE) != null;
    }

    private synchronized Entry entry(PlanKey key) {
        return entries.computeIfAbsent(key, _ -> new Entry());
    }

    /** Makes room for a plan by closing others that nobody runs. */
    private synchronized void reserve(Entry entry, long bytes) {
        long more = bytes - entry.bytes;
        for (PlanKey key : List.copyOf(entries.keySet())) {
            boolean fits = used + more <= memory && entries.size() <= PLANS;
            if (!fits || key.isStale()) {
                close(key, entry);
            }
        }
        if (used + more > memory) {
            throw new DeviceException(
                    "the device's memory is full: "
                            + used
                            + " of "
                            + memory
                            + " bytes are with kernels that run now, these need "
                            + more
                            + ". Try again later, or give kernels less at once",
                    false,
                    null);
        }
        used += more;
        entry.bytes = bytes;
    }

    private void close(PlanKey key, Entry except) {
        Entry entry = entries.get(key);
        if (entry != null && entry != except && entry.lock.tryLock()) {
            try {
                drop(key, entry);
            } finally {
                entry.lock.unlock();
            }
        }
    }

    private synchronized void drop(PlanKey key, Entry entry) {
        if (entry.dropped) {
            return;
        }
        entry.dropped = true;
        entries.remove(key, entry);
        used -= entry.bytes;
        DevicePlan plan = entry.plan;
        if (plan != null) {
            plan.close();
        }
    }
}
