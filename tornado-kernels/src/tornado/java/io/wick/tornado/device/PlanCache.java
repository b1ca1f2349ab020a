package io.wick.tornado.device;

import io.wick.numeric.spi.DeviceRun;
import io.wick.tornado.device.SequenceLayout.PlanKey;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

import java.time.Duration;
import java.util.BitSet;
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
    private final Room room;
    private final AtomicLong built = new AtomicLong();
    private final Map<PlanKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Resident, Boolean> seen =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Resident, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /**
     * Starts empty.
     *
     * @param memory bytes that the plans may hold together
     */
    PlanCache(String id, TornadoDevice device, long memory) {
        this.id = id;
        this.device = device;
        room = new Room(memory);
    }

    /** A plan and its lock. */
    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        @Nullable DevicePlan plan; // under the lock
        long bytes; // under the lock
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
    long used() {
        return room.used();
    }

    /**
     * Runs a sequence with its plan, made if need be. When the device has less memory than it says,
     * because others use it too, it is tried once more without the plans that nobody runs.
     *
     * @param patience how long to wait for memory that kernels of this JVM hold now
     * @throws io.wick.numeric.spi.DeviceException when the device has no room
     */
    DeviceRun run(SequenceLayout layout, Duration patience) {
        try {
            return runOnce(layout, patience);
        } catch (TornadoOutOfMemoryException | TornadoMemoryException e) {
            if (!closeIdle()) {
                throw e;
            }
            return runOnce(layout, patience);
        }
    }

    private DeviceRun runOnce(SequenceLayout layout, Duration patience) {
        BitSet residents = seenBefore(layout);
        PlanKey key = layout.key(id, residents);
        while (true) {
            Entry entry = entry(key);
            entry.lock.lock();
            try {
                if (entry.dropped) {
                    continue;
                }
                return run(layout, residents, key, entry, patience);
            } finally {
                entry.lock.unlock();
                room.changed();
            }
        }
    }

    private DeviceRun run(
            SequenceLayout layout, BitSet residents, PlanKey key, Entry entry, Duration patience) {
        try {
            DevicePlan plan = entry.plan;
            boolean compiled = plan == null;
            if (plan == null) {
                plan = made(layout, residents, entry, patience);
            }
            return plan.run(layout, compiled);
        } catch (Throwable e) { // the plan is of no use, whatever TornadoVM has thrown
            drop(key, entry);
            throw e;
        }
    }

    /**
     * Takes room before and after a plan is made: only then is known what its kernels work with.
     */
    private DevicePlan made(
            SequenceLayout layout, BitSet residents, Entry entry, Duration patience) {
        long expected = layout.sequence().bytesOnDevice();
        take(entry, expected, patience);
        DevicePlan plan = DevicePlan.build(layout, residents, device);
        built.incrementAndGet();
        entry.plan = plan;
        if (plan.bytes() > expected) {
            entry.bytes = 0;
            room.give(expected);
            take(entry, plan.bytes(), patience);
        }
        return plan;
    }

    /** Which arrays that may stay on the device have come before, each by itself. */
    private synchronized BitSet seenBefore(SequenceLayout layout) {
        BitSet places = layout.mayStay();
        for (int i = places.nextSetBit(0); i >= 0; i = places.nextSetBit(i + 1)) {
            var array = new Resident(layout.arrays().get(i));
            places.set(i, seen.put(array, Boolean.TRUE) != null);
        }
        return places;
    }

    private synchronized Entry entry(PlanKey key) {
        return entries.computeIfAbsent(key, _ -> new Entry());
    }

    /** Takes room for a plan, closing others that nobody runs where it lacks. */
    private void take(Entry entry, long bytes, Duration patience) {
        tidy(entry);
        room.take(bytes, patience, () -> closeOldest(entry));
        entry.bytes = bytes;
    }

    /** Closes plans whose arrays are gone, and the oldest of too many. */
    private synchronized void tidy(Entry except) {
        for (PlanKey key : List.copyOf(entries.keySet())) {
            if (key.isStale() || entries.size() > PLANS) {
                close(key, except);
            }
        }
    }

    private synchronized boolean closeOldest(@Nullable Entry except) {
        for (PlanKey key : List.copyOf(entries.keySet())) {
            if (close(key, except)) {
                return true;
            }
        }
        return false;
    }

    private boolean closeIdle() {
        boolean any = false;
        while (closeOldest(null)) {
            any = true;
        }
        return any;
    }

    /** Closes a plan unless it runs; true when that gave room back. */
    private boolean close(PlanKey key, @Nullable Entry except) {
        Entry entry = entries.get(key);
        if (entry == null || entry == except || !entry.lock.tryLock()) {
            return false;
        }
        try {
            boolean held = entry.bytes > 0;
            drop(key, entry);
            return held;
        } finally {
            entry.lock.unlock();
        }
    }

    private synchronized void drop(PlanKey key, Entry entry) {
        if (entry.dropped) {
            return;
        }
        entry.dropped = true;
        entries.remove(key, entry);
        DevicePlan plan = entry.plan;
        if (plan != null) {
            plan.close();
        }
        room.give(entry.bytes);
        entry.bytes = 0;
    }
}
