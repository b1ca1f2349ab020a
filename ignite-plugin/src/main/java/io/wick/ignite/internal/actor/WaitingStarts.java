package io.wick.ignite.internal.actor;

import io.wick.error.ActorDeadException;
import io.wick.error.ClosedException;
import io.wick.error.WickException;
import io.wick.internal.actor.Place;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * First lives of actors that were made here before it was known where they are to live: in a bundle
 * that is not reserved, or near an object that is not ready. Each begins when that is known.
 * Thread-safe; what may block runs on {@code callbacks}.
 */
final class WaitingStarts {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingStarts.class);
    private static final int AGAIN_MILLIS = 500;

    private final Directory directory;
    private final Directory.Actors actors;
    private final Routes routes;
    private final Executor callbacks;

    WaitingStarts(Directory directory, Directory.Actors actors, Routes routes, Executor callbacks) {
        this.directory = directory;
        this.actors = actors;
        this.routes = routes;
        this.callbacks = callbacks;
    }

    /** An actor waits, and has been entered into the directory. */
    void add(Start start) {
        callbacks.execute(() -> look(start));
    }

    private void look(Start start) {
        try {
            switch (actors.choose(start, () -> look(start))) {
                case Choice.At(UUID node) -> begin(start, node);
                case Choice.Later _ -> {}
                case Choice.Nowhere(String reason) ->
                        end(
                                start,
                                new ActorDeadException(
                                        start.profile().shown(),
                                        "It can never live: " + reason,
                                        null));
                case Choice.Never(WickException cause) -> end(start, cause);
            }
        } catch (ClosedException e) {
            LOG.debug("Actor {} has not begun", start.profile().shown(), e);
        } catch (RuntimeException e) {
            LOG.debug("Actor {} begins later", start.profile().shown(), e);
            routes.later(() -> add(start), AGAIN_MILLIS);
        }
    }

    private void begin(Start start, UUID node) {
        if (directory.placed(start, node)) {
            actors.start(start, node);
            actors.heard(start.profile().id(), new Place(node, start.incarnation()));
        }
    }

    private void end(Start start, WickException cause) {
        directory.ended(start, cause);
        actors.dead(start.profile().id(), cause);
    }
}
