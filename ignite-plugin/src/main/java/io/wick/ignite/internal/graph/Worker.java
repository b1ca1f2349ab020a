package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Failure;
import io.wick.internal.numeric.KernelListener;
import io.wick.numeric.KernelReport;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.UUID;

/**
 * Runs ready vertices of an epoch one after the other while there are any. It holds one CPU like a
 * task, and after a few milliseconds gives way to tasks that wait.
 */
final class Worker extends Work implements VertexRunner, EpochRun.ProgramReady, KernelListener {
    /** How often an idle worker looks again before it goes; some 20 us. */
    static final int SPINS = 400;

    /** How often it looks before that without telling anybody; 2 us. */
    static final int GLANCES = 50;

    private static final long TURN_NANOS = 5_000_000;
    private static final int NONE = -1;
    private static final int PROMISED = -2;
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Worker.class, "current", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EpochRun epoch;
    private final Meter meter;
    private int next = NONE;
    private int running = NONE;
    private int unreported;
    private boolean aside;

    /** Kernels of the vertex compiled a plan, so that its time says nothing of later runs. */
    private boolean compiled;

    /** The vertex that runs; taken over by the end of the epoch with PROMISED. */
    @SuppressWarnings("unused")
    private volatile int current = NONE;

    Worker(EpochRun epoch) {
        this.epoch = epoch;
        this.meter = epoch.meters().take();
    }

    @Override
    public Resources resources() {
        return Resources.ONE_CPU;
    }

    @Override
    public @Nullable UUID application() {
        return epoch.loaded().application();
    }

    @Override
    protected void execute() {
        ClassLoader loader = epoch.context().loader(application());
        Thread.currentThread().setContextClassLoader(loader);
        KernelListener before = KernelListener.set(this);
        boolean more;
        try {
            more = runVertices();
        } finally {
            KernelListener.set(before);
        }
        leave();
        if (endRunning(FINISHED) && more) {
            epoch.crew().stepAside();
        }
    }

    /** Runs while there is something; true when it gave way though there was more. */
    private boolean runVertices() {
        long since = System.nanoTime();
        long turnEnds = since + TURN_NANOS;
        int count = 0;
        int v = epoch.ready.poll();
        epoch.crew().wakeIfReady();
        while (!epoch.isStopped()) {
            if (v < 0) {
                v = epoch.ready.poll();
            }
            if (v < 0) {
                v = epoch.crew().glance();
            }
            if (v < 0) {
                meter.busyNanos += System.nanoTime() - since;
                flush();
                v = epoch.crew().search();
                if (v < 0) {
                    return false;
                }
                since = System.nanoTime();
            }
            boolean timed = (count++ & 15) == 0;
            long start = timed || epoch.saves() ? System.nanoTime() : 0;
            v = runOne(v, timed, start);
            if (timed && start > turnEnds) {
                if (epoch.context().executor().backlog() > 0) {
                    if (v >= 0) {
                        epoch.ready.add(v); // it was never there: only its inputs' worker knew it
                    }
                    meter.busyNanos += System.nanoTime() - since;
                    return true;
                }
                turnEnds = start + TURN_NANOS;
            }
        }
        meter.busyNanos += System.nanoTime() - since;
        return false;
    }

    private int runOne(int v, boolean timed, long start) {
        Object outcome = epoch.calls().gather(v, meter);
        running = v;
        CURRENT.setVolatile(this, v);
        if (epoch.isStopped() && CURRENT.compareAndSet(this, v, NONE)) {
            return NONE;
        }
        compiled = false;
        if (outcome instanceof Object[] in) {
            outcome = epoch.calls().call(v, in, this);
        }
        long nanos = start != 0 ? System.nanoTime() - start : 0;
        if (timed && !compiled) {
            meter.time(epoch.stageIndex(v), nanos);
        }
        forgetChildren();
        next = NONE;
        if (!CURRENT.compareAndSet(this, v, NONE)) {
            CURRENT.setVolatile(this, NONE);
            epoch.run.settle(epoch, v, outcome);
            epoch.save(v, outcome, nanos);
            return NONE;
        }
        if (outcome != null) {
            if (timed && !(outcome instanceof Failure)) {
                meter.size(epoch.stageIndex(v), Codec.estimateBytes(outcome));
            }
            meter.vertices++;
            if (epoch.complete(v, outcome, this, meter)) {
                unreported++;
            }
            epoch.save(v, outcome, nanos);
        }
        return next;
    }

    /**
     * A consumer became ready: one of them is run here and now, if possible one that other nodes
     * wait for.
     */
    @Override
    public void accept(int vertex) {
        if (next < 0 && epoch.isPlain(vertex)) {
            next = vertex;
        } else if (next >= 0
                && epoch.ready.isAwaitedElsewhere(vertex)
                && !epoch.ready.isAwaitedElsewhere(next)
                && epoch.isPlain(vertex)) {
            epoch.makeReady(next);
            next = vertex;
        } else {
            epoch.makeReady(vertex);
        }
    }

    @Override
    public boolean isIdle() {
        return next < 0 && epoch.ready.isEmpty();
    }

    /** A vertex of this thread ran kernels. */
    @Override
    public void ran(KernelReport report) {
        compiled |= report.compiled();
        meter.kernels.add(epoch.stageIndex(running), report);
    }

    private void flush() {
        int count = unreported;
        unreported = 0;
        if (count > 0) {
            epoch.finished(count);
        }
    }

    private void leave() {
        epoch.crew().unregister(this);
        flush();
        epoch.meters().giveBack(meter);
    }

    @Override
    protected void waiting(boolean begins) {
        if (begins) {
            aside = true;
            epoch.crew().stepAside();
        } else if (aside) {
            aside = false;
            epoch.crew().stepBack();
        }
    }

    @Override
    protected void crashed(Throwable e) {
        epoch.crew().unregister(this);
        if ((int) CURRENT.getAndSet(this, NONE) == PROMISED) {
            epoch.run.settle(epoch, running, null);
        }
        epoch.crashed(e);
    }

    @Override
    public int vertex() {
        return (int) CURRENT.getVolatile(this);
    }

    @Override
    public int promise() {
        int now = (int) CURRENT.getVolatile(this);
        return now >= 0 && CURRENT.compareAndSet(this, now, PROMISED) ? now : NONE;
    }

    @Override
    public boolean isInterrupted() {
        return phase() == CANCELLED || phase() == CANCELLING;
    }

    @Override
    public void interruptVertex() {
        if (LocalExecutor.Frame.currentWork() == this) {
            return; // it asks itself, between two vertices, and ends
        }
        if (cancelPhase() == QUEUED) {
            epoch.crew().unregister(this);
        }
        cancelChildren();
    }
}
