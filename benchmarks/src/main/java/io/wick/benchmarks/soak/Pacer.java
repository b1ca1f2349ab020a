package io.wick.benchmarks.soak;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds threads back, from when it is told to, so that some processes together take a part of a
 * CPU. Thread-safe.
 */
final class Pacer {
    private static final long FORGET_NANOS = 20_000_000_000L;

    private final List<ProcessHandle> processes;
    private final double cpus;
    private boolean holds;
    private long begin;
    private long usedBefore;

    /**
     * A pacer.
     *
     * @param cpus what the processes may take, such as 0.3
     */
    Pacer(List<ProcessHandle> processes, double cpus) {
        this.processes = processes;
        this.cpus = cpus;
    }

    /** From now on threads are held back. */
    synchronized void hold() {
        holds = true;
        begin = System.nanoTime();
        usedBefore = used();
    }

    private long used() {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** Waits until they have taken no more than they may; what they left long ago is forgotten. */
    void pause() {
        LockSupport.parkNanos(tooEarly());
    }

    private synchronized long tooEarly() {
        if (!holds) {
            return 0;
        }
        long used = used();
        long now = System.nanoTime();
        long early = (long) ((used - usedBefore) / cpus) - (now - begin);
        if (now - begin > FORGET_NANOS && early <= 0) {
            begin = now;
            usedBefore = used;
        }
        return Math.min(early, FORGET_NANOS);
    }
}
