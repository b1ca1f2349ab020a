package io.wick.internal.actor.sim;

/**
 * A call on its way.
 *
 * @param from the number of its caller's node
 * @param number in that node's order of sending
 * @param confirmed what the node has answers of
 * @param caller who makes it
 * @param turn one more with each call of the caller
 * @param isRepeatable whether it has retries
 */
record Call(int from, long number, long confirmed, int caller, int turn, boolean isRepeatable) {
    Call withConfirmed(long upTo) {
        return new Call(from, number, upTo, caller, turn, isRepeatable);
    }

    /** What it leaves in the actor's state. */
    Applied asApplied() {
        return new Applied(caller, turn);
    }

    record Applied(int caller, int turn) {}
}
