package io.wick.ignite.internal.actor;

import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.task.Task;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.internal.actor.Place;

import org.jspecify.annotations.Nullable;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The routes of this node, one for each actor known here while a handle or a call has it.
 * Thread-safe.
 */
final class Routes {
    private final TaskOwner owner;
    private final Members members;
    private final ActorHost host;
    private final Executor dispatcher;
    private final ConcurrentHashMap<UUID, Known> known = new ConcurrentHashMap<>();
    private final ReferenceQueue<Route> unreachable = new ReferenceQueue<>();

    private static final class Known extends WeakReference<Route> {
        final UUID actor;

        Known(UUID actor, Route route, ReferenceQueue<Route> queue) {
            super(route, queue);
            this.actor = actor;
        }
    }

    Routes(TaskOwner owner, Members members, ActorHost host, Executor dispatcher) {
        this.owner = owner;
        this.members = members;
        this.host = host;
        this.dispatcher = dispatcher;
    }

    TaskOwner owner() {
        return owner;
    }

    ActorHost host() {
        return host;
    }

    Directory directory() {
        return host.directory();
    }

    /** Whether the calling thread runs code of this actor. */
    boolean runsIn(LiveActor actor) {
        return LocalExecutor.Frame.currentWork() instanceof ActorWork work && work.actor() == actor;
    }

    void soon(Runnable action) {
        dispatcher.execute(action);
    }

    void later(Runnable action, long millis) {
        var unused =
                owner.context()
                        .timer()
                        .schedule(() -> dispatcher.execute(action), millis, TimeUnit.MILLISECONDS);
    }

    /** Where calls to an actor at a place go: see {@link Route}; null when its node is gone. */
    @Nullable Object target(UUID actor, Place place) {
        if (!place.node().equals(host.local())) {
            return members.link(place.node());
        }
        LiveActor live = host.find(actor);
        return live == null || live.start().incarnation() != place.incarnation() ? host : live;
    }

    /** The link to a node; null when it is gone or this one. */
    @Nullable Link link(UUID node) {
        return node.equals(host.local()) ? null : members.link(node);
    }

    /** The route to an actor; made when there is none. */
    Route to(ActorProfile profile, Place place) {
        Route route = find(profile.id());
        if (route != null) {
            route.heard(place);
            return route;
        }
        forgetUnreachable();
        var made = new Route(this, profile, place);
        while (true) {
            var fresh = new Known(profile.id(), made, unreachable);
            Known before = known.putIfAbsent(profile.id(), fresh);
            if (before == null) {
                made.begin();
                return made;
            }
            Route other = before.get();
            if (other != null) {
                other.heard(place);
                return other;
            }
            known.remove(profile.id(), before);
        }
    }

    private void forgetUnreachable() {
        for (var gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
            if (gone instanceof Known old) {
                known.remove(old.actor, old);
            }
        }
    }

    /** The route to an actor, if there is one. */
    @Nullable Route find(UUID actor) {
        Known entry = known.get(actor);
        return entry == null ? null : entry.get();
    }

    /** An actor is dead: who has its handle keeps the route. */
    void forget(Route route) {
        Known entry = known.get(route.profile().id());
        if (entry != null && entry.get() == route) {
            known.remove(route.profile().id(), entry);
        }
    }

    void each(Consumer<Route> action) {
        for (Known entry : known.values()) {
            Route route = entry.get();
            if (route != null) {
                action.accept(route);
            }
        }
    }

    void died(UUID actor, WickException cause) {
        Route route = find(actor);
        if (route != null) {
            route.died(cause);
        }
    }

    /** A host gave a call back. */
    void bounced(Link from, ByteReader in) {
        long id = in.varlong();
        int attempt = in.varint();
        Place to = in.bool() ? new Place(in.uuid(), in.varint()) : null;
        if (owner.takeBack(from, id, attempt) instanceof ActorCall call && call.recall()) {
            call.route().bounced(call, call.sentTo(), to);
        }
    }

    /** Takes back all calls of a route that are on another node: they may have run. */
    void recall(Route route) {
        for (Task task : owner.away()) {
            if (task instanceof ActorCall call && call.route() == route) {
                Place at = call.sentTo();
                Link link = at == null ? null : members.link(at.node());
                if (link != null && owner.takeBack(link, call) && call.recall()) {
                    route.cameBack(call, link.id(), true);
                }
            }
        }
    }
}
