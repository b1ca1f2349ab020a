package io.wick.ignite.internal.directory;

import io.wick.actor.ActorInfo;
import io.wick.error.ActorDeadException;
import io.wick.error.WickException;
import io.wick.ignite.internal.actor.Choice;
import io.wick.ignite.internal.actor.Start;
import io.wick.ignite.internal.object.Partitions;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.Death;
import io.wick.internal.actor.LifeEvent;

import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.cache.CacheException;

/**
 * Starts actors again whose node is gone, and ends those whose owner is: each node for the records
 * whose primary copy it has. Looks when a node has left and Ignite has given its partitions to
 * others, and again and again, because that node may have died on the way. One own thread.
 */
final class Failover {
    private static final Logger LOG = LoggerFactory.getLogger(Failover.class);

    /** Between looks when nothing was heard. */
    private static final long CALM_NANOS = 2_000_000_000;

    /** While lives are under way, or partitions move. */
    private static final long BUSY_NANOS = 100_000_000;

    /** The same where a look takes long. */
    private static final long BUSIEST_NANOS = 500_000_000;

    private static final long BUSY_FOR_NANOS = 10_000_000_000L;

    /** A start that has not come to anything is asked for again; hosts start a life once. */
    private static final long START_AGAIN_NANOS = 3_000_000_000L;

    private final DirectoryContext context;
    private final ActorCaches caches;
    private final Records records;
    private final Pins pins;
    private final Semaphore wanted = new Semaphore(0);
    private final Map<UUID, Seen> seen = new HashMap<>();

    /** One for all that wait for their place. */
    private final Runnable wake = wanted::release;

    private volatile long busyUntil;
    private volatile boolean stopped;
    private volatile boolean watching;

    /** When a record was first seen as it is. */
    private record Seen(ActorLife life, long since) {}

    Failover(DirectoryContext context, ActorCaches caches, Records records, Pins pins) {
        this.context = context;
        this.caches = caches;
        this.records = records;
        this.pins = pins;
    }

    /** Looks after the cluster's actors from now on. */
    void watch() {
        if (!watching) {
            begin();
        }
    }

    private synchronized void begin() {
        if (!watching && !stopped) {
            watching = true;
            Thread.ofVirtual().name("wick-actors").start(this::loop);
        }
    }

    /** A node left. */
    void left(UUID node) {
        busyUntil = System.nanoTime() + BUSY_FOR_NANOS;
        watch();
        wanted.release();
    }

    void stop() {
        stopped = true;
        wanted.release();
    }

    /** A life could not begin here: another node is to have it. */
    void decline(UUID actor, LifeEvent.Declined event) {
        try {
            var unused = records.tell(actor, event);
        } catch (CacheException | IgniteException | IllegalStateException e) {
            LOG.debug("Actor {} is asked to start here again later", actor, e);
        }
    }

    private void loop() {
        long pause = CALM_NANOS;
        while (!stopped) {
            try {
                var unused = wanted.tryAcquire(pause, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wanted.drainPermits();
            long begin = System.nanoTime();
            try {
                if (!stopped && caches.exist()) {
                    Partitions.await(context.ignite());
                    context.majority().awaitSure(); // the other part begins the next lives
                    begin = System.nanoTime(); // waiting costs nothing
                    look();
                }
            } catch (CacheException | IgniteException | IllegalStateException e) {
                LOG.debug("Actors are looked after a little later", e);
            } catch (RuntimeException e) {
                LOG.warn("Actors could not be looked after; tried again", e);
            }
            long now = System.nanoTime();
            boolean busy = busyUntil - now > 0;
            pause =
                    busy
                            ? Math.clamp(4 * (now - begin), BUSY_NANOS, BUSIEST_NANOS)
                            : Math.max(CALM_NANOS, 50 * (now - begin));
        }
    }

    private void look() {
        if (context.ignite().cluster().localNode().isClient()) {
            return;
        }
        var here = new ArrayList<ActorRecord>();
        records.eachHere(here::add);
        Set<UUID> gone = new HashSet<>(seen.keySet());
        for (ActorRecord record : here) {
            gone.remove(record.life().id());
            if (!stopped) {
                attend(record);
            }
        }
        gone.forEach(seen::remove);
        DeadActors.toForget(dead(here)).forEach(records::remove);
    }

    private List<DeadActors.Dead> dead(List<ActorRecord> here) {
        var dead = new ArrayList<DeadActors.Dead>();
        long now = System.nanoTime();
        for (ActorRecord record : here) {
            Seen known = record.life().isDead() ? seen.get(record.life().id()) : null;
            if (known != null) {
                dead.add(new DeadActors.Dead(record, now - known.since));
            }
        }
        return dead;
    }

    private void attend(ActorRecord record) {
        ActorLife life = record.life();
        UUID id = life.id();
        Seen before = seen.get(id);
        long now = System.nanoTime();
        if (before == null || !before.life.equals(life)) {
            seen.put(id, new Seen(life, now));
        }
        long age = before == null || !before.life.equals(life) ? 0 : now - before.since;
        UUID node = life.node();
        if (life.isDead()) {
            return; // until it is forgotten
        }
        if (!life.detached() && !context.isMember(life.owner())) {
            end(id, new LifeEvent.OwnerLost(life.owner()));
        } else if (node == null) {
            if (life.state() != ActorInfo.State.STARTING || !context.isMember(life.owner())) {
                placeAgain(record); // the first time its owner does that
            }
        } else if (!context.isMember(node)) {
            restart(record, node);
        } else if (life.isStarting() && age > START_AGAIN_NANOS) {
            startAgain(record, now);
        }
    }

    private void end(UUID id, LifeEvent event) {
        var told = records.tell(id, event);
        if (told != null && told.isChanged()) {
            ActorRecord dead = told.record();
            records.clear(dead);
            pins.drop(id);
            Death death = dead.life().death();
            String why = death == null ? "It has ended" : death.text();
            context.actors().dead(id, new ActorDeadException(dead.profile().shown(), why, null));
        }
    }

    private void restart(ActorRecord record, UUID lost) {
        UUID id = record.life().id();
        if (!record.life().hasRestartsLeft()) {
            end(id, new LifeEvent.NodeLost(lost, null));
            return;
        }
        busyUntil = System.nanoTime() + BUSY_FOR_NANOS;
        Start start = startOf(record);
        UUID next = start == null ? null : node(start, choose(start));
        var told = records.tell(id, new LifeEvent.NodeLost(lost, next));
        if (told != null && told.isChanged()) {
            LOG.info(
                    "Actor '{}' starts again {}, as node {} left",
                    record.profile().shown(),
                    next == null ? "when a node can take it" : "on node " + next,
                    lost);
            start(told.record());
        }
    }

    private void placeAgain(ActorRecord record) {
        ActorLife life = record.life();
        Start start = startOf(record);
        if (start == null) {
            return;
        }
        Choice choice = choose(start);
        if (choice instanceof Choice.Never(WickException cause)) {
            Death death = CacheDirectory.death(record.profile(), cause);
            end(life.id(), new LifeEvent.Ended(life.incarnation(), death));
            return;
        }
        UUID next = node(start, choice);
        if (next == null) {
            return;
        }
        var told = records.tell(life.id(), new LifeEvent.Placed(life.incarnation(), next));
        if (told != null && told.isChanged()) {
            start(told.record());
        }
    }

    private void startAgain(ActorRecord record, long now) {
        seen.put(record.life().id(), new Seen(record.life(), now));
        start(record);
    }

    private Choice choose(Start start) {
        return context.actors().choose(start, wake);
    }

    /** A node for the next life; null when none can take it now. */
    private @Nullable UUID node(Start start, Choice choice) {
        if (choice instanceof Choice.At(UUID chosen)) {
            return context.isMember(chosen) ? chosen : null;
        }
        LOG.debug("No node takes actor '{}' now: {}", start.profile().shown(), choice);
        return null;
    }

    /** Why an actor has no node; for people. */
    String whyNowhere(@Nullable ActorRecord record) {
        Start start = record == null ? null : startOf(record);
        Choice choice = start == null ? null : choose(start);
        return switch (choice) {
            case Choice.Later(String reason) -> reason;
            case Choice.Nowhere(String reason) -> "no node can take it: " + reason;
            case null, default -> "it has been starting again all the time";
        };
    }

    private void start(ActorRecord record) {
        UUID node = record.life().node();
        Start start = node == null ? null : startOf(record);
        if (start != null && node != null) {
            context.actors().start(start, node);
        }
    }

    private @Nullable Start startOf(ActorRecord record) {
        byte[] recipe = caches.recipes().get(record.life().id());
        if (recipe == null) {
            return null; // it moves, or ends at this moment
        }
        try {
            return Recipe.read(recipe, context.values()).start(record.profile(), record.life());
        } catch (WickException e) {
            LOG.warn("The recipe of actor '{}' cannot be read", record.profile().shown(), e);
            return null;
        }
    }
}
