package io.wick.ignite.internal.task;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is to go on in a moment, so that the end of the engine finds it too.
 *
 * @param <T> what, by identity
 */
final class Pauses<T> {
    private static final long MILLIS = 5;

    private final ScheduledExecutorService timer;
    private final Set<T> pausing = ConcurrentHashMap.newKeySet();

    Pauses(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Does this after a moment, unless it is taken out before. */
    void pause(T what, Runnable then) {
        pausing.add(what);
        var unused =
                timer.schedule(
                        () -> {
                            if (pausing.remove(what)) {
                                then.run();
                            }
                        },
                        MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** Takes all out. */
    List<T> takeAll() {
        return List.copyOf(pausing).stream().filter(pausing::remove).toList();
    }
}
