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
    /** The time of a vertex that was not measured. */
    static final long UNKNOWN = -1;

    private final EpochRun epoch;
    private final int v;
    private final StageCode stage;
    private boolean running;
    private boolean promised;

    /** Another attempt elsewhere, while there is one; guarded by the monitor. */
    private @Nullable SecondAttempt second;

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
        if (stage.speculative()) {
            epoch.run.pacing().begun(this);
        }
        Meter meter = epoch.meters().take();
        long start = System.nanoTime();
        Object outcome = computeInTime(meter);
        long nanos = System.nanoTime() - start;
        meter.busyNanos += nanos;
        boolean wanted = endRunning(FINISHED);
        if (wanted && stage.speculative() && outcome != null && !(outcome instanceof Failure)) {
            epoch.run.pacing().finished(this, nanos);
        }
        leave();
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
            running = !epoch.isStopped() && !isInterrupted();
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
        if (!compiled && nanos != UNKNOWN) {
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
            leave();
            Meter meter = epoch.meters().take();
            report(new Failure(timeoutError()), meter, stage.timeoutNanos());
            epoch.meters().giveBack(meter);
        }
    }

    /** It is over here, in whatever way. */
    private void leave() {
        epoch.crew().unregister(this);
        endSecond();
    }

    /** Nobody wants a second attempt any more. */
    private void endSecond() {
        if (!stage.speculative()) {
            return;
        }
        epoch.run.pacing().ended(this);
        SecondAttempt other;
        synchronized (this) {
            other = second;
            second = null;
        }
        if (other != null) {
            var unused = other.cancel();
        }
    }

    /** A second attempt is about to begin; false when it is not wanted any more. */
    boolean doubles(SecondAttempt other) {
        synchronized (this) {
            int now = phase();
            if (second != null || now != QUEUED && now != RUNNING) {
                return false;
            }
            second = other;
            return true;
        }
    }

    /** The second attempt has ended without a value. */
    synchronized void secondFailed(SecondAttempt other) {
        if (second == other) {
            second = null;
        }
    }

    /** The second attempt has given a value, which counts unless this one was first. */
    void overtaken(Object outcome) {
        int was = cancelPhase();
        if (was != RUNNING && was != QUEUED) {
            return;
        }
        if (was == QUEUED) {
            epoch.context().executor().forget(this);
        }
        cancelChildren();
        epoch.run.pacing().finished(this, UNKNOWN);
        leave();
        Meter meter = epoch.meters().take();
        report(outcome, meter, UNKNOWN);
        epoch.meters().giveBack(meter);
    }

    /** What it runs in. */
    EpochRun epoch() {
        return epoch;
    }

    /** What it runs. */
    StageCode stage() {
        return stage;
    }

    /** Its number in the graph. */
    int ofGraph() {
        return epoch.program().vertex()[v];
    }

    int stageOfGraph() {
        return epoch.stageIndex(v);
    }

    @Override
    public String toString() {
        return "vertex '" + epoch.describe(v) + "'";
    }

    /** Its inputs, as {@link VertexCalls#gather} gives them. */
    @Nullable Object inputs() {
        return epoch.calls().gather(v, new Meter(epoch.loaded().stageFirst().length));
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
        leave();
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
        endSecond();
    }

    private void drop() {
        if (cancelPhase() == QUEUED) {
            epoch.context().executor().forget(this);
        }
    }
}
