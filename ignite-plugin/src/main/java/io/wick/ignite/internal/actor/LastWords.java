package io.wick.ignite.internal.actor;

import io.wick.internal.actor.Whereabouts;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What became of actors that lived here, for those who still call them; the oldest are forgotten.
 * Guarded by its monitor.
 */
final class LastWords {
    private static final int MOST = 10_000;

    private final Map<UUID, Whereabouts> words =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Whereabouts> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void remember(UUID actor, Whereabouts what) {
        words.put(actor, what);
    }

    synchronized @Nullable Whereabouts of(UUID actor) {
        return words.get(actor);
    }

    synchronized void forget(UUID actor) {
        words.remove(actor);
    }
}
