package io.wick.ignite.internal.actor;

import io.wick.error.WickException;

import java.util.UUID;

/** Where a life of an actor is to begin, as far as that is known. */
public sealed interface Choice {
    /** On this node. */
    record At(UUID node) implements Choice {}

    /** What says where is not known yet; who asked is told when it is time to ask again. */
    record Later(String reason) implements Choice {}

    /** On none of the nodes there are now. */
    record Nowhere(String reason) implements Choice {}

    /** Nowhere, and never again. */
    record Never(WickException cause) implements Choice {}
}
