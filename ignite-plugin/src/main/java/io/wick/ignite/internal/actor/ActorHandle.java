package io.wick.ignite.internal.actor;

import io.wick.Action1;
import io.wick.Fn1;
import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.actor.ActorRef;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** The engine's {@link ActorRef}: a route, and how calls through this handle are made. */
final class ActorHandle<A> implements ActorRef<A> {
    /** Calls hold nothing, and are sent once. */
    static final TaskOptions ONCE =
            TaskOptions.DEFAULT.withRetries(0).withResources(Resources.NONE);

    private static final Action1<Object> STOP = state -> IgniteActors.stopCurrent();

    private final IgniteActors actors;
    private final Route route;
    private final TaskOptions options;
    private final @Nullable String group;

    ActorHandle(IgniteActors actors, Route route, TaskOptions options, @Nullable String group) {
        this.actors = actors;
        this.route = route;
        // what was applied once cannot be made again: a stored result outlives its node
        this.options = options.withDurable(route.profile().appliesOnce());
        this.group = group;
    }

    Route route() {
        return route;
    }

    TaskOptions options() {
        return options;
    }

    @Nullable String group() {
        return group;
    }

    /** This, or the same on the engine that has come since this node had to join anew. */
    private ActorHandle<A> current() {
        IgniteActors now = actors.newest();
        return now == actors
                ? this
                : new ActorHandle<>(now, now.route(route.profile(), route.place()), options, group);
    }

    @Override
    public <R extends @Nullable Object> ObjectRef<R> invoke(TaskCall call) {
        ActorHandle<A> now = current();
        return now.actors.call(now.route, call, options, group);
    }

    @Override
    public <T> ResultStream<T> stream(
            Fn1<? super A, ? extends Stream<? extends T>> generator, int buffer) {
        if (buffer < 1) {
            throw new IllegalArgumentException("buffer must be 1 or more, got " + buffer);
        }
        ActorHandle<A> now = current();
        return now.actors.stream(now.route, new TaskCall(generator), options, group, buffer);
    }

    @Override
    public ActorRef<A> retries(int retries) {
        return new ActorHandle<>(actors, route, options.withRetries(retries), group);
    }

    @Override
    public ActorRef<A> timeout(Duration timeout) {
        return new ActorHandle<>(
                actors, route, options.withTimeout(Objects.requireNonNull(timeout)), group);
    }

    @Override
    public ActorRef<A> group(String other) {
        if (!route.profile().groups().contains(Objects.requireNonNull(other, "group"))) {
            throw new IllegalArgumentException(
                    "Actor '"
                            + route.profile().shown()
                            + "' has no group '"
                            + other
                            + "', only "
                            + route.profile().groups()
                            + ". Make it with group(..)");
        }
        return new ActorHandle<>(actors, route, options, other);
    }

    @Override
    public <I> I as(Class<I> type) {
        return MethodCalls.proxy(type, this);
    }

    @Override
    public @Nullable String name() {
        return route.profile().name();
    }

    @Override
    public String id() {
        return route.profile().id().toString();
    }

    @Override
    public void kill() {
        ActorHandle<A> now = current();
        now.actors.kill(now.route);
    }

    @Override
    public ObjectRef<@Nullable Void> stop() {
        ActorHandle<A> now = current();
        return now.actors.end(now.actors.call(now.route, new TaskCall(STOP), ONCE, null));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorHandle<?> handle
                && route.profile().id().equals(handle.route.profile().id())
                && options.equals(handle.options)
                && Objects.equals(group, handle.group);
    }

    @Override
    public int hashCode() {
        return route.profile().id().hashCode();
    }

    @Override
    public String toString() {
        return "ActorRef[" + route.profile().shown() + "]";
    }
}
