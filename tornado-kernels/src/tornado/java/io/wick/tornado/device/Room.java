package io.wick.tornado.device;

import io.wick.numeric.spi.DeviceException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The memory of a device that plans may take: what does not fit waits until others have run. For
 * any thread; who waits holds nothing of it, so that no two wait for each other.
 */
final class Room {
    private final long memory;
    private long used;

    /** All of it free. */
    Room(long memory) {
        this.memory = memory;
    }

    /** Bytes that are taken. */
    synchronized long used() {
        return used;
    }

    /**
     * Takes some.
     *
     * @param evict gives some back that nobody needs now; false when there is none
     * @throws DeviceException when others have held too much of it for too long
     */
    void take(long bytes, Duration patience, BooleanSupplier evict) {
        if (bytes > memory) {
            throw new DeviceException(
                    "its arrays and what its kernels work with have "
                            + bytes
                            + " bytes, the device has "
                            + memory
                            + ". Give kernels less at once",
                    false,
                    null);
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (!tryTake(bytes)) {
            if (evict.getAsBoolean()) {
                continue;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new DeviceException(full(bytes, patience), false, null);
            }
            awaitChange(bytes, left);
        }
    }

    private synchronized boolean tryTake(long bytes) {
        if (used + bytes > memory) {
            return false;
        }
        used += bytes;
        return true;
    }

    /** Gives some back. */
    synchronized void give(long bytes) {
        used -= bytes;
        notifyAll();
    }

    /** A plan has run, so that it may go: those who wait look again. */
    synchronized void changed() {
        notifyAll();
    }

    private synchronized void awaitChange(long bytes, long nanos) {
        if (used + bytes <= memory) {
            return;
        }
        try {
            // what ends between the last look and this wait is seen a little later
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(nanos, 10_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(
                    "it was interrupted while it waited for room in the device's memory", false, e);
        }
    }

    private synchronized String full(long bytes, Duration patience) {
        return "the device's memory is full: "
                + used
                + " of "
                + memory
                + " bytes are with kernels that run now, these need "
                + bytes
                + (patience.isZero() ? "" : " and have waited " + patience.toMillis() + " ms")
                + ". Try again later, or give kernels less at once";
    }
}
