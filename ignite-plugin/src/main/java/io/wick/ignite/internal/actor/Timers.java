package io.wick.ignite.internal.actor;

import io.wick.Action1;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The timers of one life of an actor, by name. Guarded by its monitor; firings only post work. */
final class Timers {
    private final LiveActor actor;
    private final Map<String, ScheduledFuture<?>> running = new HashMap<>();
    private boolean closed;

    Timers(LiveActor actor) {
        this.actor = actor;
    }

    synchronized void every(String name, long nanos, Action1<?> action) {
        var waiting = new AtomicBoolean();
        replace(
                name,
                actor.host()
                        .every(
                                () -> {
                                    if (waiting.compareAndSet(false, true)) {
                                        fire(name, action, () -> waiting.set(false));
                                    }
                                },
                                nanos));
    }

    synchronized void after(String name, long nanos, Action1<?> action) {
        replace(name, actor.host().later(() -> fire(name, action, () -> {}), nanos));
    }

    synchronized void cancel(String name) {
        ScheduledFuture<?> timer = running.remove(name);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    synchronized void close() {
        closed = true;
        running.values().forEach(timer -> timer.cancel(false));
        running.clear();
    }

    private void replace(String name, ScheduledFuture<?> timer) {
        if (closed) {
            timer.cancel(false);
            return;
        }
        ScheduledFuture<?> before = running.put(name, timer);
        if (before != null) {
            before.cancel(false);
        }
    }

    private void fire(String name, Action1<?> action, Runnable done) {
        if (actor.post(new OwnWork(actor, action, name, done)) != Box.Offer.TAKEN) {
            close();
        }
    }
}
