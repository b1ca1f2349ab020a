package io.wick.ignite.internal.actor;

import io.wick.error.WickException;
import io.wick.internal.actor.Place;

import org.jspecify.annotations.Nullable;

/** One life of an actor on this node. Thread-safe; nothing blocks. */
public interface Activation {
    /** How it was begun. */
    Start start();

    /** What keeps its state; of a life that begins it may be {@link Keeper#NONE} still. */
    Keeper keeper();

    /** How many calls wait here. */
    int waiting();

    /**
     * Ends it: running calls are interrupted and fail, waiting ones fail. The directory is told
     * unless this comes from there.
     *
     * @param tellDirectory whether {@link Directory#ended} is to be called
     */
    void kill(WickException cause, boolean tellDirectory);

    /** Has {@link Keeper#afterCalls} called between two calls, that long from now. */
    void checkSoon(long nanos);

    /**
     * Moves away: runs this between two calls, lets no more begin, and gives the waiting ones back
     * to their callers with the new place. Calls that came before and are held for a checkpoint
     * have got their replies.
     *
     * @param over runs when the waiting calls have been given back, or it has died instead
     * @return false when it has ended, or leaves already; then, and when it ends before its running
     *     calls do, neither comes
     */
    boolean depart(Departure departure, Runnable over);

    /** Where a life goes. */
    @FunctionalInterface
    interface Departure {
        /**
         * Takes the state; may block. On a thread of the executor.
         *
         * @param state null when the life has no state to give: its constructor has not ended
         * @return where callers are to send their calls; null when it cannot move, and has died
         */
        @Nullable Place moved(@Nullable Object state);
    }
}
