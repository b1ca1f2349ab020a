package io.wick.ignite.internal.actor;

import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LocalExecutor;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The mailbox of a group of calls, and who empties it. Offers come from any thread; drains run on
 * threads of the executor. A new box is held by the start of its actor: nothing runs before {@link
 * #open}.
 */
abstract class Box {
    /** What became of an offer. */
    enum Offer {
        /** It waits, or runs already. */
        TAKEN,
        /** There is no room. */
        FULL,
        /** The box takes no more. */
        CLOSED
    }

    final LiveActor actor;
    final int capacity;

    Box(LiveActor actor, int capacity) {
        this.actor = actor;
        this.capacity = capacity;
    }

    static Box of(LiveActor actor, int capacity, int concurrency) {
        return concurrency == 1
                ? new SerialBox(actor, capacity)
                : new SharedBox(actor, capacity, concurrency);
    }

    /** Adds something; {@code bounded} when it is refused for want of room. */
    abstract Offer offer(ActorWork work, boolean bounded);

    /** How much waits. */
    abstract int waiting();

    /**
     * The actor has started: runs what waits, and what comes.
     *
     * @param frame of the calling thread, when it may run what waits; null for drains alone
     */
    abstract void open(LocalExecutor.@Nullable Frame frame);

    /** Runs what is there, on the thread of a drain that the actor has counted. */
    abstract void drain(LocalExecutor.Frame frame);

    /** Takes no more, and gives what waits, in order; no drain is at work. */
    abstract List<ActorWork> close();

    /** Takes no more; what waits and what runs dies. Any thread. */
    abstract void kill(WickException cause);
}
