package io.wick.spi;

import io.wick.ObjectRef;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorInfo;
import io.wick.actor.ActorOptions;
import io.wick.actor.ActorRef;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An engine's actors; the contracts are those of {@link io.wick.Wick} and {@code io.wick.actor}.
 * Thread-safe.
 */
public interface Actors {
    /** Makes an actor whose state the call gives. */
    <A> ActorRef<A> create(TaskCall constructor, ActorOptions options);

    /** The living actor of a name; null when there is none. */
    <A> @Nullable ActorRef<A> find(String namespace, String name);

    /** The actors that have a name, may start again, or wait for their place. */
    List<ActorInfo> list();

    /**
     * Runs this when a ref of the calling node is complete; at once when it is. On the thread that
     * completes it: must be short, and must not block.
     */
    void whenDone(ObjectRef<?> ref, Runnable action);

    /** The context of the actor whose code the calling thread runs; null when it runs none. */
    @Nullable ActorContext<?> context();
}
