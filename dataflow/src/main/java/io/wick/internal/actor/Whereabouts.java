package io.wick.internal.actor;

import io.wick.error.WickException;

/** What is known of where an actor is. */
public sealed interface Whereabouts {
    /** It lives, or is about to, there. */
    record At(Place place) implements Whereabouts {}

    /** It is being placed anew; ask again. */
    record Restarting() implements Whereabouts {}

    /** Its first life has not begun, which takes as long as it takes; ask again. */
    record Waiting() implements Whereabouts {}

    /** It will never live again. */
    record Dead(WickException cause) implements Whereabouts {}

    /** Nobody could say; ask again. */
    record Unclear(String reason) implements Whereabouts {}
}
