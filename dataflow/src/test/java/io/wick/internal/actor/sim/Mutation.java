package io.wick.internal.actor.sim;

/** A mistake made on purpose, to see that the simulator finds it. */
enum Mutation {
    NONE,
    /** An earlier incarnation may write checkpoints. */
    NO_FENCE,
    /** A call that comes again is applied again. */
    NO_WINDOW,
    /** The windows are not part of the checkpoint. */
    WINDOW_NOT_KEPT,
    /** Answers are given before the checkpoint is written. */
    EARLY_ANSWERS,
    /** Calls are sent again, latest first. */
    RESENT_BACKWARDS,
    /** A node that leaves drops what waits there. */
    LEAVING_DROPS
}
