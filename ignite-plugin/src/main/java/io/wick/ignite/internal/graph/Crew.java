package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.exec.LocalExecutor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who run the vertices of an epoch. At most as many workers as CPUs are at it; one that finds
 * nothing looks for a moment and goes. Invariant: while a vertex is ready and a place is free,
 * somebody is searching or about to look. Any thread.
 */
final class Crew {
    private final EpochRun epoch;
    private final ReadyVertices ready;
    private final LocalExecutor executor;
    private final boolean betweenNodes;
    private final int slots;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger searching = new AtomicInteger();
    private final List<VertexRunner> runners = new ArrayList<>();

    /**
     * @param betweenNodes whether values come from other nodes: then one worker at a time waits
     *     awake, the network needs the CPUs too
     */
    Crew(EpochRun epoch, ReadyVertices ready, LocalExecutor executor, boolean betweenNodes) {
        this.epoch = epoch;
        this.ready = ready;
        this.executor = executor;
        this.betweenNodes = betweenNodes;
        this.slots = Math.max(1, executor.slots());
    }

    /** How many run or are queued. */
    int size() {
        synchronized (runners) {
            return runners.size();
        }
    }

    boolean register(VertexRunner runner) {
        synchronized (runners) {
            if (epoch.isStopped()) {
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

    /** Sees to it that somebody looks at the queue. */
    void wake() {
        if (searching.get() == 0 && !epoch.isStopped() && takePlace()) {
            var worker = new Worker(epoch);
            if (register(worker)) {
                worker.queueUnshared();
                executor.submit(worker);
            }
        }
    }

    /** A worker found nothing: looks again at once, saying nothing to others; -1 for nothing. */
    int glance() {
        for (int i = 0; i < Worker.GLANCES && !epoch.isStopped(); i++) {
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
            boolean alone = searching.getAndIncrement() == 0 || !betweenNodes;
            int v = -1;
            for (int i = 0; i < Worker.SPINS && v < 0 && !epoch.isStopped() && alone; i++) {
                Thread.onSpinWait();
                v = ready.poll();
            }
            searching.decrementAndGet();
            if (v >= 0) {
                wakeIfReady();
                return v;
            }
            active.decrementAndGet();
            if (epoch.isStopped() || ready.isEmpty() || !takePlace()) {
                return -1;
            }
            v = ready.poll();
            if (v >= 0) {
                wakeIfReady(); // what came meanwhile found somebody searching and woke nobody
                return v;
            }
        }
    }

    /** Counts one more at work, unless there are as many as CPUs. */
    private boolean takePlace() {
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

    List<VertexRunner> running() {
        synchronized (runners) {
            return List.copyOf(runners);
        }
    }
}
