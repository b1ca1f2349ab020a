package io.wick.internal.actor;

import io.wick.error.WickException;

/** What is known of where an actor is. */
public sealed interface Whereabouts {
    /** It lives, or is about to, there. */
    record At(Place place) implements Whereabouts {}

    /** It is being placed anew; ask again. */
    record Restarting() implements Whereabouts {}

    /** It will never live again. */
    record Dead(WickException cause) implements Whereabouts {}

    /** Nobody could say; ask again. */
    record Unclear(String reason) implements Whereabouts {}
}
