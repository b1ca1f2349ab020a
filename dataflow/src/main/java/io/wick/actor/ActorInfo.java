package io.wick.actor;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What is known of an actor.
 *
 * @param id as in messages
 * @param name null for none
 * @param namespace of its name
 * @param node where it lives; null while it waits for its place or starts again, or when it is dead
 * @param incarnation 1 for the first life, one more after each restart or move
 * @param state what it does
 */
public record ActorInfo(
        String id,
        @Nullable String name,
        String namespace,
        @Nullable UUID node,
        int incarnation,
        State state) {
    /** The states of an actor. */
    public enum State {
        /** Its constructor has not ended, or it waits for its place. Becomes ALIVE or DEAD. */
        STARTING,
        /** Takes calls. Becomes RESTARTING or DEAD. */
        ALIVE,
        /** Its node was lost, or it moves. Becomes ALIVE or DEAD. */
        RESTARTING,
        /** Gone for good. */
        DEAD
    }
}
