package io.wick.ignite.internal.exec;

import io.wick.Resources;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that runs a body and counts its outcomes. */
class TestWork extends Work {
    /** The body of a work; may throw whatever it likes. */
    interface Body {
        void run(TestWork self) throws Exception;
    }

    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger finished = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    volatile boolean interruptedAtStart;
    private final Resources resources;
    private final Body body;

    TestWork(Resources resources, Body body) {
        this.resources = resources;
        this.body = body;
    }

    static TestWork of(Body body) {
        return new TestWork(Resources.ONE_CPU, body);
    }

    TestWork submitTo(LocalExecutor executor) {
        if (!move(WAITING, QUEUED)) {
            throw new AssertionError("phase " + phase());
        }
        executor.submit(this);
        return this;
    }

    /** Cancels like a task does; true when this call ended it. */
    boolean cancel(LocalExecutor executor) {
        int was = cancelPhase();
        if (was == FINISHED || was == CANCELLED) {
            return false;
        }
        cancelled.incrementAndGet();
        if (was == QUEUED) {
            executor.forget(this);
        }
        return true;
    }

    boolean isOver() {
        return phase() == FINISHED || phase() == CANCELLED;
    }

    @Override
    public Resources resources() {
        return resources;
    }

    @Override
    public @Nullable UUID application() {
        return null;
    }

    @Override
    protected void crashed(Throwable e) {
        throw new AssertionError("execute() threw", e);
    }

    @Override
    protected void execute() {
        interruptedAtStart |= Thread.interrupted();
        started.incrementAndGet();
        try {
            body.run(this);
        } catch (Throwable e) {
            // as with a task: what the function throws ends the attempt
        }
        if (phase() == RUNNING || phase() == CANCELLING || phase() == CANCELLED) {
            (endRunning(FINISHED) ? finished : dropped).incrementAndGet();
        }
    }
}
