package io.wick.ignite.internal.wire;

import org.jspecify.annotations.Nullable;

/** The operations on the wire; one byte each, never renumbered within a wire version. */
public enum Op {
    /** I run Wick: answer wanted? */
    HELLO,
    /** A function: id, descriptor. Sent before its first use on a link. */
    DEFINE,
    /** Run this attempt of a task. */
    SUBMIT,
    /** An attempt's outcomes. */
    DONE,
    /** An attempt without outcome, and why. */
    FAILED,
    /** An attempt is not wanted any more. */
    CANCEL,
    /** What is the outcome of your ref? */
    RESOLVE,
    /** It is this. */
    RESOLVED,
    /** A node will hold your ref. */
    BORROW,
    /** I no longer hold your ref. */
    RELEASE,
    /** Free your ref. */
    FREE,
    /** My ref was freed. */
    FREED,
    /** The stored bytes of your ref are gone. */
    LOST,
    /** One result of a stream. */
    ITEM,
    /** How far a stream may run. */
    CREDIT,
    /** I hold these objects, whose owner has left. */
    ORPHANS_HELD,
    /** I hold them no longer. */
    ORPHANS_RELEASED,
    /** This node has left, as servers see it; a client may hear of it late or never. */
    LEFT,
    /** A value of a graph's run, for vertices that run on the receiver. */
    EDGE,
    /** The value of an edge was fetched from the store; it may go. */
    EDGE_TAKEN,
    /** The value of a result vertex, for the owner of the run. */
    RUN_RESULT,
    /** End the job of an epoch and say what it did. */
    RUN_STOP,
    /** How is an epoch getting on? */
    RUN_PROBE,
    /** Like this. */
    RUN_STATUS,
    /** The data of a source has moved away from here. */
    RUN_DISPLACED,
    /** A run is over: drop what was kept for it. */
    RUN_FORGET,
    /** A plan is gone: drop what was shipped of it. */
    PLAN_FORGET,
    /** Where can values of edges be sent directly? */
    DIRECT_ASK,
    /** At this port, with this secret; port 0 for nowhere. */
    DIRECT_OFFER,
    /** Begin a life of an actor. */
    ACTOR_START,
    /** A call to an actor: like SUBMIT, with the actor before it. */
    ACTOR_CALL,
    /** A call did not run: the actor is not here, or no longer; perhaps there. */
    ACTOR_BOUNCED,
    /** End an actor now. */
    ACTOR_KILL,
    /** An actor lives here now. */
    ACTOR_AT,
    /** I am about to leave: hold back calls to actors of mine. */
    ACTORS_LEAVING,
    /** They are held back, all earlier ones are before this. */
    ACTORS_HELD,
    /** About a placement group. */
    GROUP,
    /** I go on with a durable run: end what you run of it and say what you have. */
    RUN_ADOPT,
    /** This. */
    RUN_ADOPTED,
    /** There is something to do for a keeper of durable runs. */
    RUN_ATTEND,
    /** A server was lost: are you still there? */
    MAJORITY_ASK,
    /** Yes. */
    MAJORITY_ANSWER,
    /** May this attempt, of a task that is suspected of killing its nodes, begin? */
    ASK_BEGIN,
    /** It may. */
    BEGIN,
    /** What you sent could not be read: take back what you have given me. */
    UNREADABLE,
    /** I am about to run a vertex that may kill me. */
    RUN_BEGINS,
    /** I know: run it. */
    RUN_BEGIN,
    /** It has come to its end, and I live. */
    RUN_FINISHED,
    /** A value of a durable run that is on disk cannot be read: rely on none of them. */
    RUN_SPOILT,
    /** How vertices that may get second attempts get on here. */
    RUN_PACE,
    /** Begin a second attempt of a vertex there. */
    RUN_SECOND;

    /** The version of all this; nodes with another one are not let in. */
    public static final int VERSION = 7;

    private static final Op[] ALL = values();

    /** Its byte. */
    public int code() {
        return ordinal();
    }

    /** The operation of a byte; null when there is none. */
    public static @Nullable Op of(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }
}
