package io.wick.ignite.internal.directory;

import io.wick.actor.ActorInfo;
import io.wick.actor.ActorInfo.State;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorNameTakenException;
import io.wick.error.ActorRestartingException;
import io.wick.error.PlacementGroupException;
import io.wick.error.WickException;
import io.wick.ignite.internal.actor.Activation;
import io.wick.ignite.internal.actor.ActorProfile;
import io.wick.ignite.internal.actor.Directory;
import io.wick.ignite.internal.actor.Keeper;
import io.wick.ignite.internal.actor.Located;
import io.wick.ignite.internal.actor.Start;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.Death;
import io.wick.internal.actor.LifeEvent;
import io.wick.internal.actor.Place;
import io.wick.internal.actor.Whereabouts;

import org.apache.ignite.IgniteClientDisconnectedException;
import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.cache.CacheException;

/** The directory in Ignite's caches. Thread-safe; blocks where {@link Directory} allows it. */
public final class CacheDirectory implements Directory {
    private static final Logger LOG = LoggerFactory.getLogger(CacheDirectory.class);

    private static final byte[] NOTHING = {};

    private final DirectoryContext context;
    private final ActorCaches caches;
    private final Records records;
    private final Failover failover;
    private final Departures departures;
    private final Pins pins;

    public CacheDirectory(DirectoryContext context) {
        this.context = context;
        this.caches = new ActorCaches(context.ignite());
        this.records = new Records(caches, context.majority());
        this.pins = new Pins(context, caches);
        this.failover = new Failover(context, caches, records, pins);
        this.departures = new Departures(context, caches, records);
    }

    @Override
    public @Nullable Located claim(Start start, @Nullable UUID node) {
        try {
            return enter(start, node);
        } catch (CacheException | IgniteClientDisconnectedException e) {
            throw Ending.explain(e, "actor " + start.profile().shown() + " was made");
        }
    }

    private @Nullable Located enter(Start start, @Nullable UUID node) {
        ActorProfile profile = start.profile();
        String name = profile.name();
        String key = name == null ? null : Records.key(profile.namespace(), name);
        if (key != null) {
            ActorRecord holder = records.named(key);
            if (holder != null) {
                return taken(start, holder);
            }
        }
        var life =
                ActorLife.first(
                        profile.id(),
                        name,
                        profile.namespace(),
                        start.owner(),
                        start.options().detached(),
                        start.options().restarts(),
                        node);
        var record = new ActorRecord(life, profile);
        boolean copies = Pins.areComplete(start);
        records.enter(record, Recipe.write(start, context.values(), copies));
        if (key != null) {
            ActorRecord holder = records.takeName(key, profile.id());
            if (holder != null) {
                records.remove(record);
                return taken(start, holder);
            }
        }
        if (!copies || Pins.capturesRefs(start)) {
            pins.keep(start, copies);
        }
        return null;
    }

    private Located taken(Start start, ActorRecord holder) {
        if (start.options().getIfExists()) {
            return located(holder);
        }
        throw new ActorNameTakenException(
                start.profile().shown(),
                "Another actor in namespace '"
                        + start.profile().namespace()
                        + "' has this name, on node "
                        + holder.life().node()
                        + ". Take another name, kill that one, or make it with getIfExists()",
                null);
    }

    /** Callers of an actor that has no node now ask until it has one. */
    private Located located(ActorRecord record) {
        ActorLife life = record.life();
        UUID node = life.node();
        Place place =
                node == null ? Place.unknown(context.local()) : new Place(node, life.incarnation());
        return new Located(record.profile(), place);
    }

    @Override
    public void locate(ActorProfile actor, Consumer<Whereabouts> answer) {
        context.callbacks().execute(() -> answer.accept(whereabouts(actor)));
    }

    private Whereabouts whereabouts(ActorProfile actor) {
        try {
            if (!caches.exist()) {
                return new Whereabouts.Dead(lost(actor));
            }
            ActorRecord record = records.get(actor.id());
            return record == null
                    ? new Whereabouts.Dead(lost(actor))
                    : whereabouts(actor, record.life());
        } catch (CacheException | IgniteException | IllegalStateException e) {
            LOG.debug("The record of actor {} cannot be read now", actor.shown(), e);
            return new Whereabouts.Unclear("its record cannot be read: " + e.getMessage());
        }
    }

    private Whereabouts whereabouts(ActorProfile actor, ActorLife life) {
        UUID node = life.node();
        Death death = life.death();
        if (death != null) {
            return new Whereabouts.Dead(new ActorDeadException(actor.shown(), death.text(), null));
        }
        if (life.state() == State.STARTING && (node == null || context.isMember(node))) {
            return new Whereabouts.Waiting();
        }
        return node == null || life.state() != State.ALIVE || !context.isMember(node)
                ? new Whereabouts.Restarting()
                : new Whereabouts.At(new Place(node, life.incarnation()));
    }

    @Override
    public boolean placed(Start start, UUID node) {
        var told =
                records.tell(start.profile().id(), new LifeEvent.Placed(start.incarnation(), node));
        return told != null && told.isChanged();
    }

    @Override
    public void explain(ActorProfile actor, Consumer<String> answer) {
        context.callbacks().execute(() -> answer.accept(explanation(actor)));
    }

    private String explanation(ActorProfile actor) {
        try {
            ActorRecord record = caches.exist() ? records.get(actor.id()) : null;
            UUID node = record == null ? null : record.life().node();
            return node != null
                    ? "it starts on node " + node + ", where its constructor has not ended"
                    : failover.whyNowhere(record);
        } catch (CacheException | IgniteException | IllegalStateException e) {
            LOG.debug("The record of actor {} cannot be read now", actor.shown(), e);
            return "its record cannot be read: " + e.getMessage();
        }
    }

    private static WickException lost(ActorProfile actor) {
        return new ActorDeadException(actor.shown(), DeadActors.unknown(actor), null);
    }

    @Override
    public Keeper open(Start start) {
        UUID id = start.profile().id();
        Checkpoints when = start.options().checkpoints();
        if (when instanceof Checkpoints.None && start.incarnation() == 1) {
            return Keeper.NONE;
        }
        byte[] answer;
        try {
            answer = caches.states().invoke(id, StateChange.seal(start.incarnation()));
        } catch (CacheException | IgniteException | IllegalStateException e) {
            throw new Unreachable(e);
        }
        if (answer == null) {
            throw replaced(start);
        }
        var keeper =
                new StateKeeper(
                        caches.states(),
                        context.majority(),
                        context.values(),
                        context.outcomes(),
                        () -> context.actors().activation(id),
                        context::isMember,
                        id,
                        start.incarnation(),
                        when);
        keeper.restore(StateChange.Sealed.of(answer));
        return keeper;
    }

    /** The caches did not answer: the life may begin elsewhere. */
    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(RuntimeException cause) {
            super("The directory of actors did not answer: " + cause.getMessage(), cause);
        }
    }

    private static WickException replaced(Start start) {
        return new ActorRestartingException(
                start.profile().shown(),
                "Life " + start.incarnation() + " of it has been replaced by a newer one",
                null);
    }

    @Override
    public void started(Start start) {
        UUID id = start.profile().id();
        Records.Told told;
        try {
            told = records.tell(id, new LifeEvent.Started(context.local(), start.incarnation()));
        } catch (CacheException | IgniteException | IllegalStateException e) {
            throw new Unreachable(e);
        }
        if (told == null || told.isRefused()) {
            throw replaced(start);
        }
        if (start.incarnation() > 1) {
            if (start.options().checkpoints() instanceof Checkpoints.None) {
                forgetMovedState(id, start.incarnation());
            }
            announce(id, new Place(context.local(), start.incarnation()));
        }
    }

    /** What it brought from the node it left is no checkpoint: a later life must not find it. */
    private void forgetMovedState(UUID id, int incarnation) {
        Activation here = context.actors().activation(id);
        if (here != null && here.keeper() instanceof StateKeeper keeper && keeper.hasState()) {
            var unused = caches.states().invoke(id, StateChange.write(incarnation, 0, NOTHING));
        }
    }

    private void announce(UUID id, Place place) {
        context.actors().heard(id, place);
        for (Link link : context.members().links()) {
            var unused =
                    link.outbox()
                            .append(
                                    out ->
                                            out.byte1(Op.ACTOR_AT.code())
                                                    .uuid(id)
                                                    .uuid(place.node())
                                                    .varint(place.incarnation()),
                                    false);
        }
    }

    @Override
    public void ended(Start start, WickException cause) {
        UUID id = start.profile().id();
        if (cause.getCause() instanceof Unreachable) {
            failover.decline(id, new LifeEvent.Declined(context.local(), start.incarnation()));
            return;
        }
        end(id, new LifeEvent.Ended(start.incarnation(), death(start.profile(), cause)));
    }

    /** How the end of an actor is remembered. */
    static Death death(ActorProfile actor, WickException cause) {
        String text = String.valueOf(cause.getMessage());
        String suffix = " [actor " + actor.shown() + "]";
        if (text.endsWith(suffix)) {
            text = text.substring(0, text.length() - suffix.length());
        }
        Death.Cause kind =
                switch (cause.getCause()) {
                    case null -> Death.Cause.ENDED;
                    case PlacementGroupException _ -> Death.Cause.GROUP_GONE;
                    default -> Death.Cause.NOT_MADE;
                };
        return new Death(kind, text);
    }

    @Override
    public void declined(Start start) {
        failover.decline(
                start.profile().id(), new LifeEvent.Declined(context.local(), start.incarnation()));
    }

    @Override
    public @Nullable UUID killed(ActorProfile actor, WickException cause) {
        UUID node = null;
        try {
            ActorRecord record = records.get(actor.id());
            node = record == null ? null : record.life().node();
        } catch (CacheException | IgniteException | IllegalStateException e) {
            LOG.debug("The node of actor {} is not known now", actor.shown(), e);
        }
        end(actor.id(), new LifeEvent.Killed("from node " + context.local()));
        return node;
    }

    private void end(UUID id, LifeEvent event) {
        try {
            var told = records.tell(id, event);
            if (told != null && told.isChanged()) {
                records.clear(told.record());
                pins.drop(id);
            }
        } catch (CacheException | IgniteException | IllegalStateException e) {
            LOG.debug("The end of actor {} is left to the next sweep", id, e);
        }
    }

    @Override
    public @Nullable Located find(String namespace, String name) {
        try {
            ActorRecord record =
                    caches.exist() ? records.named(Records.key(namespace, name)) : null;
            return record == null ? null : located(record);
        } catch (CacheException | IgniteClientDisconnectedException e) {
            throw Ending.explain(e, "actor " + name + " was found");
        }
    }

    @Override
    public List<ActorInfo> list() {
        try {
            return caches.exist() ? living() : List.of();
        } catch (CacheException | IgniteClientDisconnectedException e) {
            throw Ending.explain(e, "actors were listed");
        }
    }

    private List<ActorInfo> living() {
        return records.all().stream()
                .map(ActorRecord::life)
                .filter(life -> !life.isDead())
                .map(CacheDirectory::info)
                .toList();
    }

    private static ActorInfo info(ActorLife life) {
        return new ActorInfo(
                life.id().toString(),
                life.name(),
                life.namespace(),
                life.state() == State.RESTARTING ? null : life.node(),
                life.incarnation(),
                life.state());
    }

    @Override
    public void left(UUID node) {
        context.actors().resume(node);
        failover.left(node);
    }

    @Override
    public void handle(Op op, Link from, ByteReader in) {
        departures.handle(op, from);
    }

    @Override
    public void leaving() {
        departures.leave();
    }

    /** Begins to look after the actors of the cluster. */
    public void watch() {
        failover.watch();
    }

    @Override
    public void stop() {
        failover.stop();
    }
}
