package io.wick.ignite.internal.task;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.scheduler.SuspectTurns;
import io.wick.internal.scheduler.Suspicion;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The tasks of this node that are on others. Whoever takes one out goes on with it. Suspects among
 * them, and others that say when they begin, ask before they begin, and are told here. Called on
 * all threads.
 */
final class AwayTasks {
    /** So long one that must be alone waits until it is. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final ScheduledExecutorService timer;

    /**
     * By id. The numbers are boxed for it, but its table is as large as there ever were tasks at
     * once: tables of open addresses for numbers that only rise grow with the tasks per second.
     */
    private final ConcurrentHashMap<Long, Task> tasks = new ConcurrentHashMap<>();

    /** Guarded by itself. A task is in it only while it is in {@link #tasks}. */
    private final SuspectTurns<Task> turns = new SuspectTurns<>();

    AwayTasks(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** How many there are. */
    int size() {
        return tasks.size();
    }

    /** All of them, as they come and go. */
    Collection<Task> all() {
        return tasks.values();
    }

    void add(Task task) {
        tasks.put(task.id, task);
    }

    /** The attempt with this number on that node; null when it was taken out. */
    @Nullable Task find(Link on, long id, int attempt) {
        Task task = tasks.get(id);
        return task != null && task.attempt == attempt && task.away == on ? task : null;
    }

    /** Takes a task out; false when it was taken out before. */
    boolean remove(Task task) {
        return lost(task) != null;
    }

    /** Takes out an attempt that its node answers or gives back. */
    @Nullable Task claim(Link from, long id, int attempt) {
        Task task = find(from, id, attempt);
        if (task == null || !remove(task)) {
            return null; // cancelled, retried elsewhere, or told twice
        }
        from.outstanding().decrementAndGet();
        return task;
    }

    /** Takes out a task whose node is gone: what that says about it, or null when it was out. */
    Suspicion.@Nullable Loss lost(Task task) {
        if (!tasks.remove(task.id, task)) {
            return null;
        }
        if (!task.asks) {
            return Suspicion.Loss.PERHAPS_BEGUN;
        }
        Suspicion.Loss loss;
        Task next;
        synchronized (turns) {
            loss = turns.lossOf(task);
            next = turns.ended(task);
            if (next != null) {
                allow(next);
            }
        }
        return loss;
    }

    /** Its node is gone: none of those that wait there begins. */
    void left(Link link, Consumer<Task> action) {
        synchronized (turns) {
            turns.left(link.id());
        }
        for (Task task : tasks.values()) {
            if (task.away == link) {
                action.accept(task);
            }
        }
    }

    /** A suspect asks whether it may begin. */
    void asks(Link from, ByteReader in) {
        long id = in.varlong();
        int attempt = in.varint();
        synchronized (turns) { // or it might be taken out between
            Task task = find(from, id, attempt);
            if (task == null) {
                return; // who took it out has told its node
            }
            if (turns.asks(task, from.id(), task.suspicion().mustBeAlone())) {
                allow(task);
            } else {
                var unused =
                        timer.schedule(
                                () -> waitedEnough(task, attempt),
                                PATIENCE_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    private void waitedEnough(Task task, int attempt) {
        synchronized (turns) {
            if (task.attempt == attempt && turns.waitedEnough(task)) {
                allow(task);
            }
        }
    }

    /** Nothing is waited for here: the batch goes with the outbox's own thread. */
    private static void allow(Task task) {
        task.begins();
        Link link = task.away;
        if (link != null) {
            var unused =
                    link.outbox()
                            .append(
                                    out -> {
                                        out.byte1(Op.BEGIN.code());
                                        out.varlong(task.id);
                                        out.varint(task.attempt);
                                    },
                                    false);
        }
    }

    /** Takes all out. */
    List<Task> takeAll() {
        var all = List.copyOf(tasks.values());
        return all.stream().filter(this::remove).toList();
    }
}
