package io.wick.ignite.internal.durable;

import io.wick.error.DurableRunException;
import io.wick.error.GetTimeoutException;
import io.wick.error.InterruptedWaitException;
import io.wick.error.RunRemovedException;
import io.wick.graph.DurableRun;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.graph.DurableId;
import io.wick.ignite.internal.object.Durations;
import io.wick.internal.run.DurableLife;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A durable run by name, on any node: reads the caches each time it is asked. */
final class RunHandle<R extends @Nullable Object> implements DurableRun<R> {
    private static final long FIRST_PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 100_000_000;

    private final ClusterRuns runs;
    private final String name;
    private final UUID id;
    private final @Nullable Class<?> type;

    /**
     * @param type what its result must be; null for what the compiler knows
     */
    RunHandle(ClusterRuns runs, String name, UUID id, @Nullable Class<?> type) {
        this.runs = runs;
        this.name = name;
        this.id = id;
        this.type = type;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        return life().state();
    }

    @Override
    public Info info() {
        return info(life());
    }

    static Info info(DurableLife life) {
        DurableLife.About about = life.about();
        return new Info(
                about.name(),
                about.graph(),
                life.state(),
                life.term(),
                life.keeper(),
                Instant.ofEpochMilli(about.startedMillis()),
                life.state() == State.RUNNING ? null : Instant.ofEpochMilli(life.endedMillis()));
    }

    @Override
    public Progress progress() {
        DurableLife life = life();
        return new Progress(life.state(), life.done(), life.about().vertices());
    }

    private DurableLife life() {
        return present(runs.attempts().ask(name, () -> runs.find(name)));
    }

    private DurableLife present(@Nullable DurableLife life) {
        if (life == null || !life.id().equals(id)) {
            throw new RunRemovedException(name);
        }
        return life;
    }

    @Override
    public R get() {
        return value(Long.MAX_VALUE);
    }

    @Override
    public R get(Duration timeout) {
        return value(Math.max(0, Durations.nanos(timeout)));
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private R value(long nanos) {
        DurableLife life = awaitEnd(nanos);
        byte[] end =
                runs.attempts().ask(name, () -> runs.end(new DurableId(life.id(), life.term())));
        if (end == null) {
            var unused = life(); // throws that it was removed meanwhile
            throw new DurableRunException(
                    name, "it is " + life.state() + ", but what came of it is lost", null);
        }
        Object value = runs.code().read(end);
        if (value != null && type != null && !type.isPrimitive() && !type.isInstance(value)) {
            throw new DurableRunException(
                    name,
                    "its result is a "
                            + value.getClass().getName()
                            + ", not a "
                            + type.getName()
                            + ". Ask for that",
                    null);
        }
        return (R) value;
    }

    /** Asks again and again, less often the longer it takes; gives the CPU of a task back. */
    private DurableLife awaitEnd(long nanos) {
        long deadline = Durations.deadline(nanos);
        LocalExecutor.Frame frame = null;
        boolean came = false;
        try {
            for (long pause = FIRST_PAUSE_NANOS;
                    ;
                    pause = Math.min(LONGEST_PAUSE_NANOS, 2 * pause)) {
                DurableLife life = life();
                if (life.state() != State.RUNNING) {
                    came = true;
                    return life;
                }
                long left = deadline == 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
                if (left <= 0) {
                    throw new GetTimeoutException(
                            "Durable run '"
                                    + name
                                    + "' has not ended after "
                                    + Duration.ofNanos(nanos)
                                    + "; it goes on. Wait longer, or cancel it.");
                }
                if (frame == null) {
                    frame = LocalExecutor.Frame.current();
                    if (frame != null) {
                        frame.beforeWait();
                    }
                }
                LockSupport.parkNanos(this, Math.min(left, pause));
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedWaitException(
                            "Interrupted while waiting for durable run '" + name + "'");
                }
            }
        } finally {
            if (frame != null) {
                frame.afterWait(came);
            }
        }
    }

    @Override
    public boolean cancel() {
        DurableLife before = life();
        if (before.state() != State.RUNNING || before.cancelled()) {
            return false;
        }
        DurableLife after =
                present(runs.attempts().ask(name, () -> runs.change(name, RunChange.cancel(id))));
        runs.nudge(name, after.keeper());
        return after.cancelled();
    }

    @Override
    public boolean remove() {
        DurableLife last = runs.attempts().ask(name, () -> runs.find(name));
        if (last == null || !last.id().equals(id)) {
            return false;
        }
        boolean removed = runs.attempts().ask(name, () -> runs.remove(name, id));
        runs.nudge(name, last.keeper());
        return removed;
    }

    @Override
    public String toString() {
        return "DurableRun[" + name + "]";
    }
}
