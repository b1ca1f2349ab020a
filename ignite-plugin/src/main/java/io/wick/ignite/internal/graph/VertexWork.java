package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.error.TaskInfo;
import io.wick.error.TaskTimeoutException;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Failure;
import io.wick.internal.numeric.KernelListener;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A vertex with resources or a limit of its own, or a suspect: queued and run like a task. */
final class VertexWork extends Work implements VertexRunner, EpochRun.ProgramReady {
    private final EpochRun epoch;
    private final int v;
    private final StageCode stage;
    private boolean running;
    private boolean promised;

    /** Kernels compiled a plan, so that the time says nothing of later runs. */
    private volatile boolean compiled;

    VertexWork(EpochRun epoch, int v, StageCode stage) {
        this.epoch = epoch;
        this.v = v;
        this.stage = stage;
    }

    @Override
    public Resources resources() {
        return stage.resources();
    }

    @Override
    public @Nullable UUID application() {
        return epoch.loaded().application();
    }

    @Override
    protected void execute() {
        boolean suspect = epoch.suspects().isSuspect(v);
        if (suspect && !epoch.suspects().enter(v)) {
            var unused = endRunning(FINISHED);
            epoch.crew().unregister(this);
            return;
        }
        Thread.currentThread().setContextClassLoader(epoch.context().loader(application()));
        Meter meter = epoch.meters().take();
        long start = System.nanoTime();
        Object outcome = computeInTime(meter);
        long nanos = System.nanoTime() - start;
        meter.busyNanos += nanos;
        boolean wanted = endRunning(FINISHED);
        epoch.crew().unregister(this);
        if (suspect) {
            epoch.suspects().leave(v, outcome != null);
        }
        if (wanted) {
            forgetChildren();
            report(outcome, meter, nanos);
        }
        epoch.meters().giveBack(meter);
    }

    private @Nullable Object computeInTime(Meter meter) {
        if (stage.timeoutNanos() == 0) {
            return compute(meter);
        }
        ScheduledFuture<?> alarm =
                epoch.context()
                        .timer()
                        .schedule(this::timedOut, stage.timeoutNanos(), TimeUnit.NANOSECONDS);
        try {
            return compute(meter);
        } finally {
            alarm.cancel(false);
        }
    }

    private @Nullable Object compute(Meter meter) {
        Object gathered = epoch.calls().gather(v, meter);
        synchronized (this) {
            running = !epoch.isStopped();
            if (!running) {
                return null;
            }
        }
        if (!(gathered instanceof Object[] in)) {
            return gathered;
        }
        KernelListener before =
                KernelListener.set(
                        report -> {
                            if (report.compiled()) {
                                compiled = true;
                            }
                            meter.kernels.add(epoch.stageIndex(v), report);
                        });
        try {
            return epoch.calls().call(v, in, this);
        } finally {
            KernelListener.set(before);
        }
    }

    private void report(@Nullable Object outcome, Meter meter, long nanos) {
        boolean keep;
        synchronized (this) {
            running = false;
            keep = promised;
        }
        if (keep) {
            epoch.run.settle(epoch, v, outcome);
            epoch.save(v, outcome, nanos);
            return;
        }
        if (outcome == null) {
            return;
        }
        meter.vertices++;
        if (!compiled) {
            meter.time(epoch.stageIndex(v), nanos);
        }
        if (!(outcome instanceof Failure)) {
            meter.size(epoch.stageIndex(v), Codec.estimateBytes(outcome));
        }
        if (epoch.complete(v, outcome, this, meter)) {
            epoch.finished(1);
        }
        epoch.save(v, outcome, nanos);
    }

    private void timedOut() {
        if (cancelPhase() == RUNNING) {
            cancelChildren();
            epoch.crew().unregister(this);
            Meter meter = epoch.meters().take();
            report(new Failure(timeoutError()), meter, stage.timeoutNanos());
            epoch.meters().giveBack(meter);
        }
    }

    private TaskTimeoutException timeoutError() {
        return new TaskTimeoutException(
                new TaskInfo(epoch.describe(v), epoch.context().local(), 1),
                "It took longer than its timeout of "
                        + Duration.ofNanos(stage.timeoutNanos())
                        + " and was interrupted",
                null);
    }

    @Override
    protected void crashed(Throwable e) {
        epoch.crew().unregister(this);
        boolean broken;
        synchronized (this) {
            broken = promised && running;
            running = false;
        }
        if (broken) {
            epoch.run.settle(epoch, v, null);
        }
        epoch.crashed(e);
    }

    @Override
    public void accept(int vertex) {
        epoch.makeReady(vertex);
    }

    @Override
    public boolean isIdle() {
        return epoch.ready.isEmpty();
    }

    @Override
    public synchronized int vertex() {
        return running ? v : -1;
    }

    @Override
    public int promise() {
        synchronized (this) {
            promised = running;
            if (running) {
                return v;
            }
        }
        drop();
        return -1;
    }

    @Override
    public boolean isInterrupted() {
        return phase() == CANCELLED || phase() == CANCELLING;
    }

    @Override
    public void interruptVertex() {
        drop();
        cancelChildren();
    }

    private void drop() {
        if (cancelPhase() == QUEUED) {
            epoch.context().executor().forget(this);
        }
    }
}
