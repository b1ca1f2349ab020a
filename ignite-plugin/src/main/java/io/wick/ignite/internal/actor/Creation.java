package io.wick.ignite.internal.actor;

import io.wick.Placement;
import io.wick.actor.ActorOptions;
import io.wick.actor.ActorRef;
import io.wick.error.InfeasibleException;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.internal.actor.Place;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes actors, at once or when it is known where they are to live. Thread-safe. */
final class Creation {
    private static final int FIRST = 1;

    private final IgniteActors actors;
    private final TaskOwner owner;
    private final Directory directory;
    private final ActorPlaces places;
    private final Routes routes;
    private final WaitingStarts waiting;

    /** With a counter it makes ids: unique like random ones, and cheap. */
    private final long idPrefix = ThreadLocalRandom.current().nextLong();

    private final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextInt());

    Creation(
            IgniteActors actors,
            TaskOwner owner,
            Directory directory,
            ActorPlaces places,
            Routes routes,
            WaitingStarts waiting) {
        this.actors = actors;
        this.owner = owner;
        this.directory = directory;
        this.places = places;
        this.routes = routes;
        this.waiting = waiting;
    }

    /** Makes an actor; see {@link io.wick.actor.ActorBuilder#create}. */
    <A> ActorRef<A> create(TaskCall constructor, ActorOptions given) {
        ActorOptions options =
                given.equals(ActorOptions.DEFAULT) ? ActorOptions.DEFAULT : given; // one for many
        UUID id = new UUID(idPrefix, ids.incrementAndGet());
        Work parent = LocalExecutor.Frame.currentWork();
        boolean inGroup = options.placement() instanceof Placement.InGroup;
        Start start = first(id, options, constructor, owner.application(parent), inGroup);
        if (inGroup) {
            return createLater(start); // the directory follows the bundle
        }
        var task = new StartTask(owner, start, cause -> routes.died(id, cause));
        UUID node =
                switch (places.choose(start, task, () -> {})) {
                    case Choice.At(UUID at) -> at;
                    case Choice.Later _ -> null;
                    case Choice.Nowhere(String reason) -> throw never(start, reason);
                    case Choice.Never(WickException cause) -> throw cause;
                };
        if (node == null) {
            return createLater(first(id, options, constructor, start.application(), true));
        }
        if (start.profile().recorded()) {
            Located other = directory.claim(start, node);
            if (other != null) {
                return actors.handle(other.profile(), other.place());
            }
        }
        ActorHandle<A> handle = actors.handle(start.profile(), new Place(node, FIRST));
        actors.start(start, node, task, parent == null);
        if (task.ref().outcome() instanceof Failure(SerializationException e)) {
            throw e;
        }
        handle.route().resume();
        return handle;
    }

    private Start first(
            UUID id,
            ActorOptions options,
            TaskCall constructor,
            @Nullable UUID application,
            boolean recorded) {
        return new Start(
                ActorProfile.of(id, options, recorded),
                FIRST,
                options,
                actors.local(),
                constructor,
                application);
    }

    /** Makes an actor that begins when it is known where; its calls wait until then. */
    private <A> ActorHandle<A> createLater(Start start) {
        owner.prepareForActor();
        Located other = directory.claim(start, null);
        if (other != null) {
            return actors.handle(other.profile(), other.place());
        }
        ActorHandle<A> handle = actors.handle(start.profile(), Place.unknown(actors.local()));
        waiting.add(start);
        return handle;
    }

    private static InfeasibleException never(Start start, String reason) {
        return new InfeasibleException(
                "Actor '" + start.profile().shown() + "' can never live: " + reason + ".");
    }
}
