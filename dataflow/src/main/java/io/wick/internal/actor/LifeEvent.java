package io.wick.internal.actor;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** What happens to an actor that the directory knows. Each may come late, or more than once. */
public sealed interface LifeEvent {
    /** An activation has made its state and takes calls. */
    record Started(UUID node, int incarnation) implements LifeEvent {}

    /**
     * A node has left the cluster.
     *
     * @param next where an actor that lived there starts again; null when no node has room now
     */
    record NodeLost(UUID node, @Nullable UUID next) implements LifeEvent {}

    /** A node was found for an actor that had none. */
    record Placed(int incarnation, UUID node) implements LifeEvent {}

    /** A node could not take the actor that it was given. */
    record Declined(UUID node, int incarnation) implements LifeEvent {}

    /**
     * A node that is about to leave has given up the actor, with its state.
     *
     * @param to who has it now; null when its next place is not known yet
     */
    record Moved(UUID from, int incarnation, @Nullable UUID to) implements LifeEvent {}

    /** A node has left that may have made the actor. */
    record OwnerLost(UUID owner) implements LifeEvent {}

    /** An activation has ended for good. */
    record Ended(int incarnation, Death death) implements LifeEvent {}

    /** Somebody wants it dead, whatever it does. */
    record Killed(String by) implements LifeEvent {}
}
