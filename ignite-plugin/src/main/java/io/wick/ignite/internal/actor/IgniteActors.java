package io.wick.ignite.internal.actor;

import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorInfo;
import io.wick.actor.ActorOptions;
import io.wick.actor.ActorRef;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorUnavailableException;
import io.wick.error.ConfigException;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.ActorCodec;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.Waiter;
import io.wick.ignite.internal.task.OwnerStream;
import io.wick.ignite.internal.task.Task;
import io.wick.ignite.internal.task.TaskHost;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.actor.Place;
import io.wick.spi.Actors;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The actors of one node, as callers and as hosts see them. Thread-safe. */
public final class IgniteActors implements Actors, ActorCodec, Directory.Actors {
    private final TaskOwner owner;
    private final ActorHost host;
    private final Routes routes;
    private final Directory directory;
    private final ActorPlaces places;
    private final Creation creation;

    /** Those of the engine that came in the place of this one's. */
    private volatile @Nullable IgniteActors next;

    /**
     * @param directory makes the directory, given what it can do with this
     * @param dispatcher one thread, for what happens to routes
     * @param callbacks for what may block
     */
    public IgniteActors(
            TaskOwner owner,
            TaskHost tasks,
            Members members,
            Function<Directory.Actors, Directory> directory,
            Executor dispatcher,
            Executor callbacks) {
        this.owner = owner;
        this.directory = directory.apply(this);
        this.host = new ActorHost(tasks, this.directory, callbacks);
        this.routes = new Routes(owner, members, host, dispatcher);
        this.places = new ActorPlaces(owner, members, callbacks);
        var waiting = new WaitingStarts(this.directory, this, routes, callbacks);
        this.creation = new Creation(this, owner, this.directory, places, routes, waiting);
    }

    /** Knows no actors: for nodes that keep no directory. */
    public static Directory noDirectory() {
        return new NoDirectory();
    }

    /** How many actors live here. */
    public int count() {
        return host.count();
    }

    // Users.

    @Override
    public <A> ActorRef<A> create(TaskCall constructor, ActorOptions options) {
        return creation.create(constructor, options);
    }

    @Override
    public <A> @Nullable ActorRef<A> find(String namespace, String name) {
        Located found = directory.find(namespace, name);
        return found == null ? null : handle(found.profile(), found.place());
    }

    @Override
    public List<ActorInfo> list() {
        return directory.list();
    }

    @Override
    public void whenDone(ObjectRef<?> any, Runnable action) {
        var waiter =
                new Waiter() {
                    @Override
                    protected void completed(Ref<?> ref) {
                        action.run();
                    }
                };
        if (!(any instanceof Ref<?> ref) || !ref.onCompletion(waiter)) {
            action.run();
        }
    }

    /** The result of a call that ends an actor: also complete when the actor had ended before. */
    ObjectRef<@Nullable Void> end(ObjectRef<@Nullable Void> call) {
        var asked = (Ref<?>) call;
        var ended = new Ref<@Nullable Void>(asked.home(), null);
        whenDone(
                asked,
                () -> {
                    Object outcome = Objects.requireNonNull(asked.outcome());
                    boolean before =
                            outcome instanceof Failure(WickException error)
                                    && error instanceof ActorDeadException;
                    ended.complete(before ? Ref.NULL : outcome);
                });
        return ended;
    }

    @Override
    public @Nullable ActorContext<?> context() {
        LiveActor actor = current();
        return actor == null ? null : context(actor);
    }

    private <A> ActorContext<A> context(LiveActor actor) {
        return new Context<>(actor, handle(actor.profile(), actor.place()));
    }

    private static @Nullable LiveActor current() {
        return LocalExecutor.Frame.currentWork() instanceof ActorWork work ? work.actor() : null;
    }

    /** Ends the actor whose code the calling thread runs, after the calls that have come. */
    static void stopCurrent() {
        LiveActor actor = current();
        if (actor == null) {
            throw new ConfigException("Only an actor can stop");
        }
        actor.stop();
    }

    /**
     * A thread is about to wait for a task.
     *
     * @throws ActorUnavailableException when it runs the only call that its actor runs at a time,
     *     and the task is a later one
     */
    public static void refuseSelfWait(Task task) {
        if (task instanceof ActorCall later
                && later.phase() == Work.QUEUED
                && LocalExecutor.Frame.currentWork() instanceof ActorWork now
                && now.actor() != null
                && now.actor() == later.actor()
                && now.actor().isSerial()) {
            throw new ActorUnavailableException(
                    later.route().profile().shown(),
                    "It waits for a call of itself, which cannot begin before the one that waits"
                            + " has ended. Call the method directly, or make the actor with"
                            + " concurrency(2)",
                    null);
        }
    }

    <A> ActorHandle<A> handle(ActorProfile profile, Place place) {
        return new ActorHandle<>(this, routes.to(profile, place), ActorHandle.ONCE, null);
    }

    Route route(ActorProfile profile, Place place) {
        return routes.to(profile, place);
    }

    @SuppressWarnings("unchecked")
    <R extends @Nullable Object> ObjectRef<R> call(
            Route route, TaskCall call, TaskOptions options, @Nullable String group) {
        Work caller = LocalExecutor.Frame.currentWork();
        var made = new ActorCall(owner, route, call, options, group, owner.application(caller));
        route.take(made, caller);
        return (Ref<R>) sent(made);
    }

    @SuppressWarnings("unchecked")
    <T> ResultStream<T> stream(
            Route route, TaskCall call, TaskOptions options, @Nullable String group, int buffer) {
        Work caller = LocalExecutor.Frame.currentWork();
        var made =
                new ActorCall.Streamed(
                        owner, route, call, options, group, owner.application(caller), buffer);
        route.take(made, caller);
        var unused = sent(made);
        return owner.handle((OwnerStream<T>) (OwnerStream<?>) made.stream());
    }

    private static Ref<?> sent(ActorCall call) {
        Ref<?> ref = call.ref();
        if (ref.outcome() instanceof Failure(SerializationException e)) {
            throw e;
        }
        return ref;
    }

    void kill(Route route) {
        ActorProfile profile = route.profile();
        var cause = new ActorDeadException(profile.shown(), "It was killed. Make another", null);
        UUID has = profile.recorded() ? directory.killed(profile, cause) : null;
        Place place = route.place();
        UUID believed = place.isUnknown() ? null : place.node();
        if (has != null && !has.equals(believed)) {
            kill(profile, has, cause);
        }
        if (believed == null || !kill(profile, believed, cause)) {
            route.died(cause);
        }
    }

    /** Ends what lives there; false when the node has left. */
    private boolean kill(ActorProfile profile, UUID node, ActorDeadException cause) {
        if (node.equals(host.local())) {
            host.kill(profile.id(), cause);
            return true;
        }
        Link link = routes.link(node);
        return link != null
                && link.outbox()
                        .append(
                                out -> {
                                    out.byte1(Op.ACTOR_KILL.code());
                                    out.uuid(profile.id());
                                    out.text(profile.shown());
                                },
                                false);
    }

    // Handles as values.

    @Override
    public byte[] write(ActorRef<?> actor) {
        if (actor instanceof ActorHandle<?> handle) {
            return HandleCode.write(handle);
        }
        throw new SerializationException(
                actor.getClass().getName() + " is no handle of Wick, and does not travel");
    }

    @Override
    public ActorRef<?> read(byte[] bytes) {
        return HandleCode.read(bytes, this);
    }

    // The directory.

    @Override
    public UUID local() {
        return host.local();
    }

    @Override
    public Choice choose(Start start, Runnable again) {
        return places.choose(start, new StartTask(owner, start, cause -> {}), again);
    }

    @Override
    public void start(Start start, UUID node) {
        // It may be asked for twice; the directory knows of deaths.
        start(start, node, new StartTask(owner, start, cause -> places.forget(start)), false);
    }

    /**
     * Starts a life on a node.
     *
     * @param mayBlock whether the calling thread may wait for the network
     */
    void start(Start start, UUID node, StartTask task, boolean mayBlock) {
        owner.admitUnbound(task);
        if (node.equals(host.local())) {
            host.start(start, task);
            return;
        }
        Link link = routes.link(node);
        if (link == null) {
            task.die(
                    new ActorDeadException(
                            start.profile().shown(), "Node " + node + " has left", null));
        } else {
            task.sendTo(link, mayBlock);
        }
    }

    @Override
    public List<Activation> activations() {
        return host.all();
    }

    @Override
    public @Nullable Activation activation(UUID actor) {
        return host.find(actor);
    }

    @Override
    public void heard(UUID actor, Place place) {
        Route route = routes.find(actor);
        if (route != null) {
            route.heard(place);
        }
    }

    @Override
    public void dead(UUID actor, WickException cause) {
        routes.died(actor, cause);
    }

    @Override
    public void hold(UUID node) {
        routes.each(route -> route.hold(node));
    }

    @Override
    public void resume(UUID node) {
        routes.each(Route::resume);
    }

    // The node.

    /** An operation came; on a network thread. */
    public void handle(Op op, Link from, ByteReader in) {
        switch (op) {
            case ACTOR_START -> host.started(from, in);
            case ACTOR_CALL -> host.called(from, in);
            case ACTOR_BOUNCED -> routes.bounced(from, in);
            case ACTOR_AT -> heard(in.uuid(), new Place(in.uuid(), in.varint()));
            case ACTOR_KILL -> {
                UUID id = in.uuid();
                String shown = String.valueOf(in.text());
                host.kill(id, new ActorDeadException(shown, "It was killed. Make another", null));
            }
            default -> directory.handle(op, from, in);
        }
    }

    /** A node left; on the dispatcher, before its tasks are given up. */
    public void leaves(UUID node) {
        routes.each(route -> route.left(node));
    }

    /** Calls were taken back from a node that lives on; on the dispatcher. */
    public void sendAgain() {
        routes.each(Route::sendAgain);
    }

    /** A node left; on the dispatcher, when its tasks have been given up. */
    public void left(UUID node) {
        host.left(node);
        directory.left(node);
    }

    /** This node is about to leave. */
    public void leaving() {
        directory.leaving();
    }

    /** Ends all actors here, and, when this node is cut off, calls that wait. */
    public void close(Ending reason) {
        directory.stop();
        host.close(reason);
        if (reason.isApart()) {
            WickException error = reason.unfinished("this call had ended");
            routes.each(route -> route.died(error));
        }
    }

    /** Handles from here are used there. */
    public void replacedBy(IgniteActors others) {
        next = others;
    }

    /** Where handles of this are used. */
    IgniteActors newest() {
        IgniteActors others = next;
        return others == null ? this : others.newest();
    }
}
