package io.wick.benchmarks.nemesis;

import io.wick.Fn1;
import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.Wick;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorInfo;
import io.wick.actor.ActorOptions;
import io.wick.actor.ActorRef;
import io.wick.spi.Actors;
import io.wick.spi.Engine;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What an engine with a bug would do to every 20th call of an actor, or so. */
enum Sabotage {
    /** Nothing. */
    NONE,
    /** The call runs twice. */
    DOUBLE,
    /** A second life of the actor answers. */
    SPLIT,
    /** The call is overtaken by later ones of its caller. */
    LATE;

    private static final int ONE_IN = 20;

    /** The same Wick, whose actors suffer. */
    Wick of(Wick wick) {
        Engine engine = wick.engine();
        Actors actors = new SpoiltActors(wick, engine.actors());
        return Wick.over(
                (Engine)
                        Proxy.newProxyInstance(
                                Engine.class.getClassLoader(),
                                new Class<?>[] {Engine.class},
                                (proxy, method, args) -> {
                                    if (method.getName().equals("current")) {
                                        return proxy; // or the whole engine would be used
                                    }
                                    if (method.getName().equals("actors")) {
                                        return actors;
                                    }
                                    try {
                                        return method.invoke(engine, args);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                }));
    }

    private final class SpoiltActors implements Actors {
        private final Wick wick;
        private final Actors whole;

        SpoiltActors(Wick wick, Actors whole) {
            this.wick = wick;
            this.whole = whole;
        }

        @Override
        public <A> ActorRef<A> create(TaskCall constructor, ActorOptions options) {
            ActorRef<A> second = whole.create(constructor, ActorOptions.DEFAULT);
            ActorRef<A> first = whole.create(constructor, options);
            return new SpoiltRef<>(wick, new AtomicInteger(), first, second);
        }

        @Override
        public <A> @Nullable ActorRef<A> find(String namespace, String name) {
            return whole.find(namespace, name);
        }

        @Override
        public List<ActorInfo> list() {
            return whole.list();
        }

        @Override
        public void whenDone(ObjectRef<?> ref, Runnable action) {
            whole.whenDone(ref, action);
        }

        @Override
        public @Nullable ActorContext<?> context() {
            return whole.context();
        }
    }

    private final class SpoiltRef<A> implements ActorRef<A> {
        private final Wick wick;
        private final AtomicInteger calls;
        private final ActorRef<A> whole;
        private final ActorRef<A> second;

        SpoiltRef(Wick wick, AtomicInteger calls, ActorRef<A> whole, ActorRef<A> second) {
            this.wick = wick;
            this.calls = calls;
            this.whole = whole;
            this.second = second;
        }

        @Override
        public <R extends @Nullable Object> ObjectRef<R> invoke(TaskCall call) {
            if (calls.incrementAndGet() % ONE_IN != 0) {
                return whole.invoke(call);
            }
            return switch (Sabotage.this) {
                case NONE -> whole.invoke(call);
                case DOUBLE -> {
                    whole.invoke(call);
                    yield whole.invoke(call);
                }
                case SPLIT -> second.invoke(call);
                case LATE ->
                        wick.submit(
                                () -> {
                                    Thread.sleep(50);
                                    return whole.<R>invoke(call).get();
                                });
            };
        }

        private ActorRef<A> with(ActorRef<A> changed) {
            return new SpoiltRef<>(wick, calls, changed, second);
        }

        @Override
        public ActorRef<A> retries(int retries) {
            return with(whole.retries(retries));
        }

        @Override
        public ActorRef<A> timeout(Duration timeout) {
            return with(whole.timeout(timeout));
        }

        @Override
        public ActorRef<A> group(String group) {
            return with(whole.group(group));
        }

        @Override
        public <T> ResultStream<T> stream(
                Fn1<? super A, ? extends Stream<? extends T>> generator, int buffer) {
            return whole.stream(generator, buffer);
        }

        @Override
        public <I> I as(Class<I> type) {
            return whole.as(type);
        }

        @Override
        public @Nullable String name() {
            return whole.name();
        }

        @Override
        public String id() {
            return whole.id();
        }

        @Override
        public void kill() {
            whole.kill();
            second.kill();
        }

        @Override
        public ObjectRef<@Nullable Void> stop() {
            return whole.stop();
        }
    }
}
