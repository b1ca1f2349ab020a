package io.wick.ignite.internal.object;

import io.wick.actor.ActorRef;

/** Handles of actors as bytes, which a handle on any node can be made of. Thread-safe. */
public interface ActorCodec {
    /** What is known of the actor, and how calls through this handle are made. */
    byte[] write(ActorRef<?> actor);

    /** A handle on this node. */
    ActorRef<?> read(byte[] bytes);
}
