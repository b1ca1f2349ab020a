package io.wick.internal.actor;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where the calls of one node to one actor go. Calls leave only in {@link State#HERE}; a call sent
 * later must not arrive before an earlier one, so nothing goes to a new place before every call
 * sent to the old one is answered or taken back.
 *
 * <p>Pure. Not thread-safe: the owner serialises access and carries out the steps in order.
 */
public final class RouteMachine {
    /** How long calls wait for an actor that cannot be found or does not start. */
    public static final long PATIENCE_NANOS = 30_000_000_000L;

    /** Where a route stands. */
    public enum State {
        /** Calls go to the known place. Becomes SETTLING, LOCATING or DEAD. */
        HERE,
        /**
         * The actor has left its place, and calls sent there are not accounted for. Becomes HERE
         * when the next place is known, else LOCATING; DEAD.
         */
        SETTLING,
        /** The directory has been asked. Becomes HERE, RESTARTING or DEAD. */
        LOCATING,
        /** The actor is placed anew; asked for again and again. Becomes HERE or DEAD. */
        RESTARTING,
        /** No call will run any more. Final. */
        DEAD
    }

    private State state;

    /** Read without the owner's care by who sends: a place that has just changed is noticed. */
    private volatile Place place;

    private @Nullable Place next;
    private long since;

    /**
     * @param place where calls go at first; when that is not known the directory is asked
     */
    public RouteMachine(Place place) {
        this.place = place;
        this.state = place.isUnknown() ? State.LOCATING : State.HERE;
    }

    /** Begins; once, before all else. */
    public List<RouteStep> begin(long now) {
        since = now;
        return state == State.LOCATING ? List.of(new RouteStep.Locate()) : List.of();
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Where calls go in HERE; may be read by any thread. */
    public Place current() {
        return place;
    }

    /** The newest place that is known; calls go there in HERE alone. */
    public Place place() {
        Place coming = next;
        return coming == null ? place : coming;
    }

    /** Somebody says where a life of the actor is; older news than known is dropped. */
    public List<RouteStep> heard(Place at, boolean anySent, long now) {
        if (state == State.DEAD || at.incarnation() <= place().incarnation()) {
            return List.of();
        }
        next = at;
        return state == State.HERE || state == State.SETTLING ? leave(anySent, now) : arrive();
    }

    /** A host gave a call back, which did not run there; it may say where the actor went. */
    public List<RouteStep> bounced(Place from, @Nullable Place to, boolean anySent, long now) {
        if (state == State.DEAD) {
            return List.of();
        }
        if (to != null && to.incarnation() > place().incarnation()) {
            next = to;
        }
        boolean stale = state == State.HERE && from.incarnation() < place.incarnation();
        if (stale) {
            return List.of(new RouteStep.Send(place));
        }
        return state == State.HERE || state == State.SETTLING ? leave(anySent, now) : List.of();
    }

    /** A node left; calls sent there have been taken back. */
    public List<RouteStep> left(UUID node, boolean anySent, long now) {
        if (next != null && next.node().equals(node)) {
            next = null;
        }
        boolean concerned =
                state == State.SETTLING || state == State.HERE && place.node().equals(node);
        return concerned ? leave(anySent, now) : List.of();
    }

    /** The last call sent to the old place was answered or taken back. */
    public List<RouteStep> settled(long now) {
        return state == State.SETTLING ? leave(false, now) : List.of();
    }

    /** The directory answered. */
    public List<RouteStep> located(Whereabouts answer, long now) {
        if (state != State.LOCATING && state != State.RESTARTING) {
            return List.of();
        }
        return switch (answer) {
            case Whereabouts.At(Place at) -> {
                if (at.incarnation() < place.incarnation() || at.equals(place)) {
                    yield oldPlace(at, now);
                }
                next = at;
                yield arrive();
            }
            case Whereabouts.Restarting() -> {
                state = State.RESTARTING;
                yield waitForStart(now);
            }
            case Whereabouts.Waiting() -> {
                state = State.RESTARTING;
                since = now;
                yield waitForStart(now);
            }
            case Whereabouts.Unclear(String reason) -> waitLonger(now, reason);
            case Whereabouts.Dead(WickException cause) -> die(cause);
        };
    }

    /** The directory said why the actor does not start. */
    public List<RouteStep> explained(String reason) {
        return state == State.LOCATING || state == State.RESTARTING
                ? List.of(new RouteStep.FailWaiting(reason))
                : List.of();
    }

    /** The actor is known to be dead. */
    public List<RouteStep> die(WickException cause) {
        if (state == State.DEAD) {
            return List.of();
        }
        state = State.DEAD;
        return List.of(new RouteStep.Die(cause));
    }

    /** Time passes; called about every second in SETTLING. */
    public List<RouteStep> tick(long now) {
        return state == State.SETTLING && now - since > PATIENCE_NANOS
                ? List.of(new RouteStep.Recall())
                : List.of();
    }

    private List<RouteStep> leave(boolean anySent, long now) {
        if (state == State.HERE) {
            since = now;
        }
        if (anySent) {
            state = State.SETTLING;
            return List.of();
        }
        if (next != null) {
            return arrive();
        }
        state = State.LOCATING;
        return List.of(new RouteStep.Locate());
    }

    private List<RouteStep> arrive() {
        Place at = next == null ? place : next;
        place = at;
        next = null;
        state = State.HERE;
        return List.of(new RouteStep.FailInterrupted(), new RouteStep.Send(at));
    }

    /** The directory may be late; or the life is there all the same: then it is tried again. */
    private List<RouteStep> oldPlace(Place at, long now) {
        String reason = "the directory still gives its old place " + at.node();
        if (now - since <= PATIENCE_NANOS || !at.equals(place)) {
            return waitLonger(now, reason);
        }
        var steps = new ArrayList<RouteStep>();
        steps.add(new RouteStep.FailWaiting(reason));
        steps.addAll(arrive());
        return List.copyOf(steps);
    }

    private List<RouteStep> waitForStart(long now) {
        if (now - since <= PATIENCE_NANOS) {
            return List.of(new RouteStep.FailInterrupted(), new RouteStep.LocateLater());
        }
        since = now;
        return List.of(new RouteStep.Explain(), new RouteStep.LocateLater());
    }

    private List<RouteStep> waitLonger(long now, String reason) {
        if (now - since <= PATIENCE_NANOS) {
            return state == State.RESTARTING
                    ? List.of(new RouteStep.FailInterrupted(), new RouteStep.LocateLater())
                    : List.of(new RouteStep.LocateLater());
        }
        since = now;
        return List.of(new RouteStep.FailWaiting(reason), new RouteStep.LocateLater());
    }
}
