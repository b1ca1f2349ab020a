package io.wick.ignite.internal.task;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The attempts of one speculative task that are under way: one, or two. Decided once: by the first
 * result, by the failure of the last, or by a cancel. Thread-safe.
 */
final class Race {
    private @Nullable RacingTask first;
    private @Nullable RacingTask second;
    private @Nullable RacingTask winner;
    private @Nullable WickException earlier;
    private boolean decided;

    /** Begins, or begins anew, with one attempt. */
    synchronized void begin(RacingTask only) {
        first = only;
        second = null;
        winner = null;
        earlier = null;
        decided = false;
    }

    /** Adds a second attempt; false when this is not wanted any more. */
    synchronized boolean add(RacingTask more) {
        if (decided || first == null || second != null || earlier != null) {
            return false;
        }
        second = more;
        return true;
    }

    synchronized boolean isDecided() {
        return decided;
    }

    private @Nullable RacingTask other(RacingTask attempt) {
        return attempt == first ? second : first;
    }

    /** An attempt has a result; true when it is the one that counts. */
    synchronized boolean wins(RacingTask attempt) {
        if (decided) {
            return false;
        }
        decided = true;
        winner = attempt;
        return true;
    }

    /**
     * An attempt ends without a result while another is under way, to which it leaves the task.
     *
     * @return the other; null when it was the last
     */
    synchronized @Nullable RacingTask leave(RacingTask attempt) {
        RacingTask other = other(attempt);
        if (decided || other == null) {
            return null;
        }
        first = other;
        second = null;
        return other;
    }

    /** An attempt fails; true when that is the end of the task. */
    synchronized boolean ends(RacingTask attempt, WickException error) {
        if (decided) {
            return winner == attempt; // it could not hand over its result
        }
        if (leave(attempt) != null) {
            earlier = error;
            return false;
        }
        decided = true;
        if (earlier != null && earlier != error) {
            error.addSuppressed(earlier);
        }
        return true;
    }

    /** It is cancelled; false when it was decided before. */
    synchronized boolean decide() {
        boolean before = decided;
        decided = true;
        return !before;
    }

    /** Takes out what is not the winner, once it is decided. */
    synchronized List<RacingTask> takeLosers() {
        var losers = new ArrayList<RacingTask>(2);
        if (first != null && first != winner) {
            losers.add(first);
        }
        if (second != null && second != winner) {
            losers.add(second);
        }
        first = winner;
        second = null;
        earlier = null;
        return losers;
    }
}
