package io.wick.ignite.internal.actor;

import io.wick.error.WickException;
import io.wick.ignite.internal.exec.Work;
import io.wick.internal.actor.Place;

import org.jspecify.annotations.Nullable;

/** Something in the mailbox of an actor. Implemented by {@link Work}; its phase is QUEUED. */
interface ActorWork {
    /** Itself, to be run. */
    Work work();

    /** The actor it is for, while it is in its mailbox or runs. */
    @Nullable LiveActor actor();

    /**
     * The actor has ended: fails, interrupted if it runs; nothing when it has ended. Any thread.
     */
    void die(WickException cause);

    /** The actor is not here any more: goes back to who sent it, unless it has begun. */
    void bounce(@Nullable Place to);
}
