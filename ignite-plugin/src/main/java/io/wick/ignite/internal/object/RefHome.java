package io.wick.ignite.internal.object;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/** What a ref asks of its node. */
public interface RefHome {
    /** The value of an {@link Encoded} or {@link StoredObject}; null when a stored one is gone. */
    @Nullable Object decode(Object outcome);

    /** Stands for "the stored bytes are gone" in what {@link #decode} gives. */
    Object GONE = new Object();

    /** Asks the owner of a borrowed ref for its outcome. */
    void resolve(Ref<?> borrowed);

    /** Makes the lost value of a ref again, or fails it. */
    void rebuild(Ref<?> ref, StoredObject lost);

    /** Cancels the producer of a ref of this node. */
    boolean cancel(Ref<?> ref);

    /** Frees the object on all nodes. */
    void free(Ref<?> ref);

    /** A name for messages. */
    String describe(Ref<?> ref);

    /** Where callbacks of users run. */
    Executor callbacks();

    /** How handles of actors travel. */
    default ActorCodec actors() {
        throw new UnsupportedOperationException("Handles of actors do not travel from here");
    }

    /**
     * The calling thread is about to wait for a pending ref of this node.
     *
     * @throws WickException when it would wait for itself
     */
    default void aboutToWait(Ref<?> ref) {}

    /** The error for a thread interrupted in {@code get}. */
    WickException interrupted(Ref<?> ref);
}
