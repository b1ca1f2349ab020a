package io.wick.ignite.internal.actor;

import io.wick.error.WickException;

/** What is to become of a life; each may follow those before it. */
sealed interface Signal {
    /** It ends when no call is left; new ones are refused. */
    record Stopping() implements Signal {}

    /** It ends when the calls that run have ended; no more begin. */
    record Exiting() implements Signal {}

    /** It moves when the calls that run have ended; no more begin. */
    record Leaving(Activation.Departure departure, Runnable over) implements Signal {}

    /** It has ended. */
    record Dead(WickException cause) implements Signal {}
}
