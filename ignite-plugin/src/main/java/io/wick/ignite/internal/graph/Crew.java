package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.direct.DirectChannels;
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
    /** How long a worker waits for another node before it goes. */
    private static final long AWAKE_NANOS = 200_000;

    private final EpochRun epoch;
    private final ReadyVertices ready;
    private final LocalExecutor executor;
    private final DirectChannels direct;
    private final boolean betweenNodes;
    private final int slots;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger searching = new AtomicInteger();
    private final List<VertexRunner> runners = new ArrayList<>();

    /**
     * @param betweenNodes whether values come from other nodes: then one worker at a time waits
     *     awake, the network needs the CPUs too
     */
    Crew(EpochRun epoch, ReadyVertices ready, RunContext context, boolean betweenNodes) {
        this.epoch = epoch;
        this.ready = ready;
        this.executor = context.executor();
        this.direct = context.direct();
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
        return spin(Worker.GLANCES);
    }

    private int spin(int times) {
        int v = -1;
        for (int i = 0; i < times && v < 0 && !epoch.isStopped(); i++) {
            Thread.onSpinWait();
            v = ready.poll();
        }
        return v;
    }

    /**
     * Waits awake for what other nodes send, reading it if nobody else does; the CPU is offered to
     * other threads all the time, those of the network too.
     */
    private int awaitMessage() {
        long end = System.nanoTime() + AWAKE_NANOS;
        int v;
        do {
            direct.poll();
            v = ready.poll();
            if (v < 0) {
                Thread.yield();
            }
        } while (v < 0 && !epoch.isStopped() && System.nanoTime() < end && executor.backlog() == 0);
        return v;
    }

    /** A worker found nothing for a while: looks some more, then leaves with -1. */
    int search() {
        while (true) {
            boolean first = searching.getAndIncrement() == 0;
            int v = -1;
            if (!betweenNodes) {
                v = spin(Worker.SPINS);
            } else if (first) {
                v = awaitMessage();
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
