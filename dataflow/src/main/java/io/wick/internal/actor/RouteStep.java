package io.wick.internal.actor;

import io.wick.error.WickException;

/** What the owner of a {@link RouteMachine} has to do. */
public sealed interface RouteStep {
    /** Ask the directory where the actor is, at once; answer with {@code located}. */
    record Locate() implements RouteStep {}

    /** Ask the directory a little later. */
    record LocateLater() implements RouteStep {}

    /** Send what waits to this place: first what was taken back, by number, then the others. */
    record Send(Place place) implements RouteStep {}

    /** The actor starts again: calls that may have run and have no retries left fail. */
    record FailInterrupted() implements RouteStep {}

    /** Take back all calls that are still unanswered: they may have run. */
    record Recall() implements RouteStep {}

    /** Ask the directory why it does not start; answer with {@code explained}. */
    record Explain() implements RouteStep {}

    /** Fail all that waits; it has not run. */
    record FailWaiting(String reason) implements RouteStep {}

    /** Fail all that waits, and all that comes. */
    record Die(WickException cause) implements RouteStep {}
}
