package io.wick.ignite.internal.graph;

import java.util.UUID;

/** A run: the node that owns it, and its number there. */
record RunKey(UUID owner, long number) {
    @Override
    public String toString() {
        return number + " of node " + owner;
    }
}
