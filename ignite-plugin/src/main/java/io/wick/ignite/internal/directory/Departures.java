package io.wick.ignite.internal.directory;

import io.wick.actor.ActorInfo;
import io.wick.error.InfeasibleException;
import io.wick.error.WickException;
import io.wick.ignite.internal.actor.Activation;
import io.wick.ignite.internal.actor.Choice;
import io.wick.ignite.internal.actor.Start;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.LifeEvent;
import io.wick.internal.actor.Place;

import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.cache.CacheException;

/**
 * Moves the actors of a node that is about to leave. First all nodes hold their calls to it back,
 * so that every earlier one has arrived; then each actor ends the call it runs, gives its state to
 * the directory and the waiting calls back to their callers, and goes on elsewhere.
 */
final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    private static final long HELD_MILLIS = 1000;
    private static final long MOVED_MILLIS = 5000;

    private final DirectoryContext context;
    private final ActorCaches caches;
    private final Records records;
    private volatile @Nullable CountDownLatch answers;

    Departures(DirectoryContext context, ActorCaches caches, Records records) {
        this.context = context;
        this.caches = caches;
        this.records = records;
    }

    /** Another node leaves, or holds calls to this one back; on a network thread. */
    void handle(Op op, Link from) {
        if (op == Op.ACTORS_LEAVING) {
            from.retire();
            context.actors().hold(from.id());
            send(from, Op.ACTORS_HELD);
        } else if (op == Op.ACTORS_HELD) {
            CountDownLatch waiting = answers;
            if (waiting != null) {
                waiting.countDown();
            }
        }
    }

    /** Moves what lives here. */
    void leave() {
        List<Activation> moving = new ArrayList<>(context.actors().activations());
        moving.removeIf(each -> !outlives(each.start()));
        boolean isAlone = context.members().isAlone();
        if (moving.isEmpty() || isAlone) {
            return;
        }
        context.members().retire();
        try {
            holdCalls();
            move(moving);
            holdCalls(); // when they answer once more they have the calls that were given back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an actor goes on when this node has left. */
    private boolean outlives(Start start) {
        return start.options().detached() || !start.owner().equals(context.local());
    }

    private void holdCalls() throws InterruptedException {
        var links = new ArrayList<Link>();
        context.members().links().forEach(links::add);
        links.removeIf(link -> !link.ready());
        var latch = new CountDownLatch(links.size());
        answers = latch;
        context.actors().hold(context.local());
        links.forEach(link -> send(link, Op.ACTORS_LEAVING));
        if (!latch.await(HELD_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "{} nodes did not answer that they hold calls to actors of this node back",
                    latch.getCount());
        }
    }

    private static void send(Link link, Op op) {
        var unused = link.outbox().append(out -> out.byte1(op.code()), true);
    }

    private void move(List<Activation> moving) throws InterruptedException {
        var latch = new CountDownLatch(moving.size());
        for (Activation each : moving) {
            if (!each.depart(state -> depart(each, state), latch::countDown)) {
                latch.countDown();
            }
        }
        if (!latch.await(MOVED_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "{} actors did not move in {} ms, as their calls take longer; they are lost"
                            + " with this node",
                    latch.getCount(),
                    MOVED_MILLIS);
        }
    }

    private @Nullable Place depart(Activation life, @Nullable Object state) {
        try {
            return moved(life, state);
        } catch (WickException | CacheException | IgniteException | IllegalStateException e) {
            LOG.warn(
                    "Actor '{}' cannot move, and is lost with its node",
                    life.start().profile().shown(),
                    e);
            return null;
        }
    }

    private @Nullable Place moved(Activation life, @Nullable Object state) {
        Start start = life.start();
        UUID id = start.profile().id();
        ActorRecord record = records.get(id);
        byte[] recipe = record == null ? null : caches.recipes().get(id);
        UUID to = chosen(next(start, record, recipe));
        if (state != null && !isWritten(life, state)) {
            return null; // a newer life exists
        }
        if (record == null) {
            record = new ActorRecord(unrecorded(start, to), start.profile());
            // In case the start is lost: this node is about to go.
            Start next = next(start, null, null);
            records.enter(record, Recipe.write(next, context.values(), false));
        } else {
            var told =
                    records.tell(id, new LifeEvent.Moved(context.local(), start.incarnation(), to));
            if (told == null || told.isRefused()) {
                return null;
            }
            record = told.record();
        }
        if (to == null) {
            return Place.unknown(context.local());
        }
        context.actors().start(next(start, record, recipe), to);
        return new Place(to, record.life().incarnation());
    }

    /** Where a life goes on; null when that is known only when this node has left. */
    private @Nullable UUID chosen(Start next) {
        return switch (context.actors().choose(next, () -> {})) {
            case Choice.At(UUID node) -> node;
            case Choice.Later _ -> null;
            case Choice.Nowhere(String reason) -> throw new InfeasibleException(reason);
            case Choice.Never(WickException cause) -> throw cause;
        };
    }

    private boolean isWritten(Activation life, Object state) {
        UUID id = life.start().profile().id();
        int incarnation = life.start().incarnation();
        byte[] kept;
        if (life.keeper() instanceof StateKeeper keeper) {
            kept = keeper.encode(state);
        } else {
            kept = StateKeeper.encode(state, context.values(), Map.of());
            if (caches.states().invoke(id, StateChange.seal(incarnation)) == null) {
                return false;
            }
        }
        return caches.states().invoke(id, StateChange.write(incarnation, 0, kept)) != null;
    }

    private static ActorLife unrecorded(Start start, @Nullable UUID to) {
        return new ActorLife(
                start.profile().id(),
                start.profile().name(),
                start.profile().namespace(),
                start.owner(),
                start.options().detached(),
                start.options().restarts(),
                0,
                ActorInfo.State.RESTARTING,
                to,
                start.incarnation() + 1,
                null);
    }

    private Start next(Start before, @Nullable ActorRecord record, byte @Nullable [] recipe) {
        if (record != null && recipe != null) {
            return Recipe.read(recipe, context.values()).start(record.profile(), record.life());
        }
        return new Start(
                before.profile(),
                before.incarnation() + 1,
                before.options(),
                before.owner(),
                before.constructor(),
                before.application());
    }
}
