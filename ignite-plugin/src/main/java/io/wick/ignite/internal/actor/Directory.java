package io.wick.ignite.internal.actor;

import io.wick.actor.ActorInfo;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.actor.Place;
import io.wick.internal.actor.Whereabouts;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What the cluster knows of actors that have a name, start again, keep state or are detached: those
 * with {@link ActorProfile#recorded}. Restarts them when their node is lost. Thread-safe. What may
 * block says so; nothing else does.
 */
public interface Directory {
    /**
     * Enters an actor that is about to start on a node, and its name. Blocks. Throws {@link
     * io.wick.error.ActorNameTakenException} when another has the name.
     *
     * @param node null when it is not known yet; {@link #placed} tells it
     * @return null when it was entered and its first life is to be started; the living actor of the
     *     name when {@code getIfExists} asks for that
     */
    @Nullable Located claim(Start start, @Nullable UUID node);

    /**
     * The node is known of an actor that was made here. Blocks.
     *
     * @return whether its first life is to be started there: it has not ended meanwhile
     */
    boolean placed(Start start, UUID node);

    /**
     * Asks where an actor is; the answer comes once, on any thread, perhaps before this returns.
     */
    void locate(ActorProfile actor, Consumer<Whereabouts> answer);

    /**
     * A life is about to begin here: seals what earlier ones kept and gives what it keeps its state
     * with. Blocks; on the thread that will run the constructor. Called for recorded actors, and
     * for later lives of all.
     */
    Keeper open(Start start);

    /** The constructor of a life has ended well; on the thread that ran it. May block. */
    void started(Start start);

    /**
     * A life here ended for good: killed, by itself, or its constructor threw. May block. Called on
     * threads of the executor, or on {@code callbacks}.
     */
    void ended(Start start, WickException cause);

    /** A life cannot begin here, as its bundle is not here: it is to begin elsewhere. May block. */
    void declined(Start start);

    /**
     * Asks why an actor does not start; the answer comes once, on any thread, perhaps before this
     * returns.
     */
    void explain(ActorProfile actor, Consumer<String> answer);

    /**
     * A handle kills the actor wherever it is: it must not start again. May block.
     *
     * @return the node that has it, or is about to; null when that is not known
     */
    @Nullable UUID killed(ActorProfile actor, WickException cause);

    /** The living actor of a name. Blocks. */
    @Nullable Located find(String namespace, String name);

    /** All actors with a record that are not dead. Blocks. */
    List<ActorInfo> list();

    /** A node left; on the dispatcher. Routes have been told. */
    void left(UUID node);

    /** An operation for the directory came; on a network thread. */
    void handle(Op op, Link from, ByteReader in);

    /** This node is about to leave, and everything still works: moves away what lives here. */
    void leaving();

    /** Ends all it does by itself. */
    void stop();

    /** What a directory does with actors of its node. Thread-safe; nothing blocks. */
    interface Actors {
        /** This node. */
        UUID local();

        /**
         * Chooses a node that can hold such an actor.
         *
         * @param again told, after a {@link Choice.Later}, when it is time to ask again; who asks
         *     often gives the same each time
         */
        Choice choose(Start start, Runnable again);

        /**
         * Starts a life on a node, this one or another. The host tells its directory how it went.
         */
        void start(Start start, UUID node);

        /** The lives that are here now. */
        List<Activation> activations();

        /** The life of an actor here; null when there is none. */
        @Nullable Activation activation(UUID actor);

        /** Where an actor lives now: routes to it, if there are any, send their calls there. */
        void heard(UUID actor, Place place);

        /** An actor is dead: routes to it fail their calls. */
        void dead(UUID actor, WickException cause);

        /** Holds all calls to actors of a node back, until {@link #heard} or {@link #resume}. */
        void hold(UUID node);

        /** Lets calls to actors of a node go on that have not moved. */
        void resume(UUID node);
    }
}
