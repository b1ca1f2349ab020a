package io.wick.ignite.internal.actor;

import io.wick.ignite.internal.object.Errors;
import io.wick.internal.actor.Whereabouts;
import io.wick.internal.bounded.Recent;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;

/**
 * What became of actors that lived here, for those who still call them; the oldest are forgotten.
 * Guarded by its monitor.
 */
final class LastWords {
    private static final int MOST = 10_000;

    private final Map<UUID, Whereabouts> words = new Recent<>(MOST);

    synchronized void remember(UUID actor, Whereabouts what) {
        if (what instanceof Whereabouts.Dead dead) {
            var unused = Errors.remembered(dead.cause());
        }
        words.put(actor, what);
    }

    synchronized @Nullable Whereabouts of(UUID actor) {
        return words.get(actor);
    }

    synchronized void forget(UUID actor) {
        words.remove(actor);
    }
}
