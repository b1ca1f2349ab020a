package io.wick.ignite.internal;

import io.wick.ignite.internal.object.Ending;

import org.jspecify.annotations.Nullable;

/**
 * Whether an engine takes part; if not, why, and which one follows it. It ends once; after it was
 * cut off it may still be closed, so that none follows. Any thread.
 */
final class Fate {
    private volatile @Nullable Ending ending;
    private volatile @Nullable IgniteEngine next;
    private volatile @Nullable Runnable comeback;

    /** Why it takes no part any more; null while it does. */
    @Nullable Ending ending() {
        return ending;
    }

    boolean isOpen() {
        return ending == null;
    }

    /** Begins the end; false when it had begun. */
    synchronized boolean end(Ending reason) {
        boolean first = ending == null;
        if (first || reason == Ending.CLOSED) {
            ending = reason;
        }
        return first;
    }

    /** What its end is called when it is cut off. */
    Ending apart() {
        return comeback == null ? Ending.APART : Ending.CUT_OFF;
    }

    /** Whether it was cut off, and another comes for it. */
    boolean isReplaced() {
        return ending == Ending.CUT_OFF && comeback != null;
    }

    void comesBackBy(Runnable way) {
        comeback = way;
    }

    /** How it comes back; null when it does not. */
    @Nullable Runnable comeback() {
        return comeback;
    }

    void followedBy(IgniteEngine other) {
        next = other;
    }

    /** The last of those that follow; null when none does. */
    @Nullable IgniteEngine newest() {
        IgniteEngine known = next;
        if (known == null) {
            return null;
        }
        IgniteEngine newest = known.current();
        if (newest != known) {
            next = newest; // those between need not stay
        }
        return newest;
    }
}
