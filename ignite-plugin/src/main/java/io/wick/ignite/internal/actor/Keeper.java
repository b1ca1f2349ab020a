package io.wick.ignite.internal.actor;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Keeps the state of one life of an actor. All methods are called by the thread that runs the
 * actor's calls at that time, one at a time, and may block.
 */
public interface Keeper {
    /** For actors that keep nothing. */
    Keeper NONE =
            new Keeper() {
                @Override
                public @Nullable Kept kept() {
                    return null;
                }

                @Override
                public boolean holdsReplies() {
                    return false;
                }

                @Override
                public @Nullable Object outcomeOf(UUID caller, long number, long confirmed) {
                    return null;
                }

                @Override
                public void applied(@Nullable UUID caller, long number, Object outcome) {}

                @Override
                public Verdict afterCalls(int calls, Object state) {
                    return Verdict.GO_ON;
                }
            };

    /**
     * State that an earlier life left.
     *
     * @param whole whether it is the actor itself; else it is for {@code Checkpointable.restore}
     */
    record Kept(boolean whole, @Nullable Object value) {}

    /** What a life does after its calls were looked at. */
    enum Verdict {
        /** What had to be written is written: replies may be given. */
        GO_ON,
        /** A newer life exists: nothing of this one may be seen any more; it ends. */
        FENCED
    }

    /** What an earlier life left; null for nothing. */
    @Nullable Kept kept();

    /** Whether replies wait for {@link #afterCalls}. */
    boolean holdsReplies();

    /**
     * What a call that is sent again gave when it was applied: a value's outcome or a {@code
     * Failure}; null when it was not.
     *
     * @param number of the call at its caller's node, larger for later calls
     * @param confirmed all calls up to this number have their replies: forget them
     */
    @Nullable Object outcomeOf(UUID caller, long number, long confirmed);

    /**
     * A call was applied; its reply has not been given.
     *
     * @param caller the node of a call that may be sent again, else null
     */
    void applied(@Nullable UUID caller, long number, Object outcome);

    /**
     * Calls were applied since the last time, or a time asked for with {@link Activation#checkSoon}
     * has come: writes the state when it is to be written. What it throws ends the life.
     *
     * @param calls how many, perhaps none
     */
    Verdict afterCalls(int calls, Object state);
}
