package io.wick.ignite.internal.actor;

import io.wick.ignite.internal.exec.LightWork;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads for what actors run: one for each, so that a call that blocks holds nobody else up. A
 * thread that has ended its work stays for a moment to be given the next, of whatever actor; only
 * one of the node does so. Thread-safe.
 */
final class ActorThreads {
    /** Some thread waits to be given work. */
    private static final Object VACANT = new Object();

    private static final int SPINS = 100;
    private static final int PAUSES = 16;

    private final LocalExecutor executor;

    /** Null when no thread waits, VACANT when one does, or the work it is given. */
    private final AtomicReference<@Nullable Object> seat = new AtomicReference<>();

    ActorThreads(LocalExecutor executor) {
        this.executor = executor;
    }

    /** Runs work, which is QUEUED, soon. */
    void run(Work work) {
        if (seat.get() != VACANT || !seat.compareAndSet(VACANT, work)) {
            executor.runBeside(new Shift(work));
        }
    }

    private @Nullable Work next() {
        if (!seat.compareAndSet(null, VACANT)) {
            return null;
        }
        for (int i = 0; i < SPINS && seat.get() == VACANT; i++) {
            for (int pause = 0; pause < PAUSES; pause++) {
                Thread.onSpinWait(); // looking all the time would slow callers down
            }
        }
        return seat.getAndSet(null) instanceof Work work ? work : null;
    }

    /** What one thread runs one after the other. */
    private final class Shift extends LightWork {
        /** Null once it runs: other work may follow it for long. */
        private @Nullable Work first;

        Shift(Work first) {
            super(first.application());
            this.first = first;
        }

        @Override
        protected void execute() {
            LocalExecutor.Frame frame = LocalExecutor.Frame.current();
            if (frame == null) {
                throw new IllegalStateException("Actors run on threads of the executor alone");
            }
            Work work = first;
            first = null;
            while (work != null) {
                frame.runInside(work);
                work = next();
            }
            endRunning(FINISHED);
        }

        @Override
        protected void crashed(Throwable e) {
            throw e instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("A thread of actors failed", e);
        }
    }
}
