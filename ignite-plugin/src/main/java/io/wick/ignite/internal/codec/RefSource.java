package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;

/** Gives the refs of what is being read. Called on the thread that reads. */
public interface RefSource {
    /** The ref that was written under this index. */
    ObjectRef<?> get(int index);

    /** The handle of an actor for which this was written. */
    default ActorRef<?> actor(byte[] written) {
        throw new UnsupportedOperationException("Handles of actors are not read here");
    }

    /** What a captured {@link Wick} becomes here. */
    Wick wick();
}
