package io.wick.ignite.internal.actor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Calls to lives that have not begun here: who made an actor and who calls it speak to this node
 * over different links. They wait for a while. Guarded by its monitor, which its user takes around
 * whole steps; only {@link #isEmpty} needs none.
 */
final class EarlyCalls {
    private final Map<UUID, List<Early>> waiting = new HashMap<>();
    private volatile int actors;

    /** A call, with the number of the life it is for and its group. */
    record Early(ActorWork work, int incarnation, @Nullable String group) {}

    /** Whether no call waits, and none is being handed on. */
    boolean isEmpty() {
        return actors == 0;
    }

    /** Adds a call; true for the first of its actor. */
    boolean add(UUID actor, Early call) {
        List<Early> calls = waiting.computeIfAbsent(actor, id -> new ArrayList<>(2));
        actors = waiting.size();
        calls.add(call);
        return calls.size() == 1;
    }

    /** The calls of an actor, in order. */
    List<Early> of(UUID actor) {
        return waiting.getOrDefault(actor, List.of());
    }

    /** The calls of an actor have been handed on. */
    void remove(UUID actor) {
        waiting.remove(actor);
        actors = waiting.size();
    }
}
