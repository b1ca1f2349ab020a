package io.wick.internal.actor;

import io.wick.actor.ActorInfo.State;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.UUID;

/**
 * The life of an actor as the directory keeps it, and what each event makes of it. Events are
 * applied to the record one at a time; they may be late or doubled, so each says of which node or
 * incarnation it speaks.
 *
 * <p>An incarnation belongs to one node: whenever the actor gets another node it gets another
 * incarnation. So whoever holds an incarnation that is not the record's has been replaced.
 *
 * <pre>
 * STARTING ── Started ──> ALIVE ── NodeLost, Moved ──> RESTARTING ── Started ──> ALIVE
 *     └── NodeLost, Declined ──> RESTARTING                any ── Ended, Killed, OwnerLost ──> DEAD
 * </pre>
 *
 * @param id of the actor
 * @param name under which it is found; null for none
 * @param namespace of its name
 * @param owner the node that made it
 * @param detached whether it outlives its owner
 * @param maxRestarts how often it may start again after the loss of its node; -1 without limit
 * @param restarts how often it has
 * @param state what it does
 * @param node where it lives or is to start; null when it is dead, no node has room, or it is not
 *     known yet where its placement is
 * @param incarnation 1 at first
 * @param death why it is dead; null while it lives
 */
public record ActorLife(
        UUID id,
        @Nullable String name,
        String namespace,
        UUID owner,
        boolean detached,
        int maxRestarts,
        int restarts,
        State state,
        @Nullable UUID node,
        int incarnation,
        @Nullable Death death) {
    /**
     * An actor about to start for the first time.
     *
     * @param node null when it waits for its place
     */
    public static ActorLife first(
            UUID id,
            @Nullable String name,
            String namespace,
            UUID owner,
            boolean detached,
            int maxRestarts,
            @Nullable UUID node) {
        return new ActorLife(
                id,
                name,
                namespace,
                owner,
                detached,
                maxRestarts,
                0,
                State.STARTING,
                node,
                1,
                null);
    }

    /** Whether it is dead. */
    public boolean isDead() {
        return state == State.DEAD;
    }

    /** Whether a node is to start it. */
    public boolean isStarting() {
        return state == State.STARTING || state == State.RESTARTING;
    }

    /** Whether the loss of its node would not end it. */
    public boolean hasRestartsLeft() {
        return maxRestarts < 0 || restarts < maxRestarts;
    }

    /** What an event makes of it. */
    public LifeStep apply(LifeEvent event) {
        if (state == State.DEAD) {
            return new LifeStep.Refused(this, "it is dead");
        }
        return switch (event) {
            case LifeEvent.Started(UUID where, int of) -> started(where, of);
            case LifeEvent.NodeLost(UUID lost, UUID next) -> nodeLost(lost, next);
            case LifeEvent.Placed(int of, UUID where) -> placed(of, where);
            case LifeEvent.Declined(UUID where, int of) ->
                    isAt(where, of) && isStarting()
                            ? changed(State.RESTARTING, null, incarnation + 1, restarts)
                            : refused(event);
            case LifeEvent.Moved(UUID from, int of, UUID to) -> moved(from, of, to);
            case LifeEvent.OwnerLost(UUID lost) ->
                    detached || !lost.equals(owner)
                            ? refused(event)
                            : dead(
                                    Death.Cause.OWNER_LOST,
                                    "It was bound to node "
                                            + lost
                                            + ", which made it and has left. Make it detached() to"
                                            + " have it live on");
            case LifeEvent.Ended(int of, Death why) ->
                    of == incarnation ? dead(why.cause(), why.text()) : refused(event);
            case LifeEvent.Killed(String by) -> dead(Death.Cause.KILLED, "It was killed " + by);
        };
    }

    private LifeStep started(UUID where, int of) {
        if (!isAt(where, of)) {
            return refused(new LifeEvent.Started(where, of));
        }
        return state == State.ALIVE
                ? new LifeStep.Known(this)
                : changed(State.ALIVE, where, incarnation, restarts);
    }

    private LifeStep nodeLost(UUID lost, @Nullable UUID next) {
        if (!lost.equals(node)) {
            return refused(new LifeEvent.NodeLost(lost, next));
        }
        if (!hasRestartsLeft()) {
            return dead(
                    Death.Cause.NODE_LOST,
                    "It lived on node "
                            + lost
                            + ", which left the cluster"
                            + (maxRestarts == 0
                                    ? ", and it was made without restarts(..)"
                                    : ", and all of its " + maxRestarts + " restarts are used"));
        }
        return changed(State.RESTARTING, next, incarnation + 1, restarts + 1);
    }

    private LifeStep placed(int of, UUID where) {
        if (isAt(where, of)) {
            return new LifeStep.Known(this);
        }
        return of == incarnation && node == null
                ? changed(state, where, incarnation, restarts)
                : refused(new LifeEvent.Placed(of, where));
    }

    private LifeStep moved(UUID from, int of, @Nullable UUID to) {
        if (of + 1 == incarnation && Objects.equals(to, node)) {
            return new LifeStep.Known(this);
        }
        return isAt(from, of)
                ? changed(State.RESTARTING, to, incarnation + 1, restarts)
                : refused(new LifeEvent.Moved(from, of, to));
    }

    private boolean isAt(UUID where, int of) {
        return of == incarnation && where.equals(node);
    }

    private LifeStep refused(LifeEvent event) {
        return new LifeStep.Refused(
                this,
                "it is "
                        + state
                        + " in incarnation "
                        + incarnation
                        + " at node "
                        + node
                        + ", which does not go with "
                        + event);
    }

    private LifeStep dead(Death.Cause cause, String text) {
        return new LifeStep.Changed(
                new ActorLife(
                        id,
                        name,
                        namespace,
                        owner,
                        detached,
                        maxRestarts,
                        restarts,
                        State.DEAD,
                        null,
                        incarnation,
                        new Death(cause, text)));
    }

    private LifeStep changed(State to, @Nullable UUID where, int of, int used) {
        return new LifeStep.Changed(
                new ActorLife(
                        id,
                        name,
                        namespace,
                        owner,
                        detached,
                        maxRestarts,
                        used,
                        to,
                        where,
                        of,
                        null));
    }
}
