package io.wick.internal.actor;

import java.util.UUID;

/**
 * Where one life of an actor is.
 *
 * @param node it lives on
 * @param incarnation number of the life, 1 for the first; 0 for a place that nobody knows yet
 */
public record Place(UUID node, int incarnation) {
    /** Stands for a place that the directory is to be asked for; older than any other. */
    public static Place unknown(UUID anybody) {
        return new Place(anybody, 0);
    }

    /** Whether the directory is to be asked. */
    public boolean isUnknown() {
        return incarnation == 0;
    }
}
