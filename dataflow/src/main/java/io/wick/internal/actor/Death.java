package io.wick.internal.actor;

/**
 * Why an actor is dead.
 *
 * @param cause what ended it
 * @param text for people: a sentence about "it"
 */
public record Death(Cause cause, String text) {
    /** What ends an actor. The order is part of the format of records. */
    public enum Cause {
        /** Somebody killed it. */
        KILLED,
        /** It was stopped, or ended itself. */
        ENDED,
        /** Its constructor threw, or its state could not be restored. */
        NOT_MADE,
        /** Its node left, and it had no restarts left. */
        NODE_LOST,
        /** It was bound to the node that made it, which left. */
        OWNER_LOST,
        /** The placement group that it lived in is gone. */
        GROUP_GONE
    }
}
