package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;
import io.wick.actor.ActorRef;

/** Collects the refs of what is being written. Called on the thread that writes. */
@FunctionalInterface
public interface RefSink {
    /** The index under which this ref is written; the same ref may get the same index again. */
    int add(ObjectRef<?> ref);

    /** What is written for a handle of an actor. */
    default byte[] actor(ActorRef<?> actor) {
        throw new UnsupportedOperationException("Handles of actors do not travel from here");
    }
}
