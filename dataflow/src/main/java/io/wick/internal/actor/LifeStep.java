package io.wick.internal.actor;

/** What an event did to an actor's record. */
public sealed interface LifeStep {
    /** The record is another one now. */
    record Changed(ActorLife life) implements LifeStep {}

    /** The record says so already: the event came twice, or its sender did not hear the answer. */
    record Known(ActorLife life) implements LifeStep {}

    /** The event is of another incarnation, node or owner; its sender must give the actor up. */
    record Refused(ActorLife life, String reason) implements LifeStep {}

    /** The record after the event. */
    ActorLife life();
}
