package io.wick.actor;

import io.wick.Action1;
import io.wick.Action2;
import io.wick.Action3;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Fn3;
import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * A handle to an actor, wherever it lives. A call sends a function to it, which runs there with the
 * actor's state as its first argument; its result is an {@link ObjectRef} like a task's.
 *
 * <pre>{@code
 * ActorRef<Counter> hits = wick.actor(Counter::new).named("hits").create();
 * ObjectRef<Integer> n = hits.call(Counter::increment, 1);
 * hits.run(Counter::reset);
 * }</pre>
 *
 * <p><b>Order.</b> Calls of one caller (a task, an actor, or a thread outside both) run in the
 * order in which they were made, also when arguments are refs that are not ready. Calls of
 * different callers run in any order. With {@link ActorBuilder#concurrency} above one, calls begin
 * in order.
 *
 * <p><b>Failures.</b> By default a call is sent once: when the actor's node dies meanwhile, its ref
 * fails with {@link io.wick.error.ActorRestartingException} or {@link
 * io.wick.error.ActorDeadException}. {@link #retries} sends it again; an actor that checkpoints
 * before it replies applies it once all the same.
 *
 * <p>Arguments and results travel as those of tasks do, and on one node go by reference. The state
 * must not leave the actor: give away copies. Thread-safe; may be captured, passed and stored like
 * an {@link ObjectRef}.
 *
 * @param <A> the type of the state
 */
public interface ActorRef<A> {
    /** Calls a method, or any function of the state, which may capture what it needs. */
    default <R extends @Nullable Object> ObjectRef<R> call(Fn1<? super A, R> method) {
        return invoke(new TaskCall(method));
    }

    /** Calls a method with a value. */
    default <X extends @Nullable Object, R extends @Nullable Object> ObjectRef<R> call(
            Fn2<? super A, X, R> method, X x) {
        return invoke(new TaskCall(method, x));
    }

    /** Calls a method with the value of a ref. An untyped lambda is ambiguous here. */
    default <X extends @Nullable Object, R extends @Nullable Object> ObjectRef<R> call(
            Fn2<? super A, X, R> method, ObjectRef<? extends X> x) {
        return invoke(new TaskCall(method, x));
    }

    /** Calls a method with two values. To mix values and refs, capture them in a lambda. */
    default <X extends @Nullable Object, Y extends @Nullable Object, R extends @Nullable Object>
            ObjectRef<R> call(Fn3<? super A, X, Y, R> method, X x, Y y) {
        return invoke(new TaskCall(method, x, y));
    }

    /** Calls a method with the values of two refs. */
    default <X extends @Nullable Object, Y extends @Nullable Object, R extends @Nullable Object>
            ObjectRef<R> call(
                    Fn3<? super A, X, Y, R> method,
                    ObjectRef<? extends X> x,
                    ObjectRef<? extends Y> y) {
        return invoke(new TaskCall(method, x, y));
    }

    /** Calls a method without a result; the ref tells when it is done. */
    default ObjectRef<@Nullable Void> run(Action1<? super A> method) {
        return invoke(new TaskCall(method));
    }

    /** Calls a method without a result, with a value. */
    default <X extends @Nullable Object> ObjectRef<@Nullable Void> run(
            Action2<? super A, X> method, X x) {
        return invoke(new TaskCall(method, x));
    }

    /** Calls a method without a result, with the value of a ref. */
    default <X extends @Nullable Object> ObjectRef<@Nullable Void> run(
            Action2<? super A, X> method, ObjectRef<? extends X> x) {
        return invoke(new TaskCall(method, x));
    }

    /** Calls a method without a result, with two values. */
    default <X extends @Nullable Object, Y extends @Nullable Object> ObjectRef<@Nullable Void> run(
            Action3<? super A, X, Y> method, X x, Y y) {
        return invoke(new TaskCall(method, x, y));
    }

    /**
     * Calls what gives a stream, whose items can be read while it runs; the actor is busy until it
     * has ended. It stays at most 64 items ahead of the reader. Where {@link
     * Checkpoints#beforeReply} holds results back, that is the end of the stream, not its items.
     */
    default <T> ResultStream<T> stream(Fn1<? super A, ? extends Stream<? extends T>> generator) {
        return stream(generator, 64);
    }

    /**
     * Like {@link #stream(Fn1)}.
     *
     * @param buffer how many items the actor may be ahead of the reader, 1 or more
     */
    <T> ResultStream<T> stream(Fn1<? super A, ? extends Stream<? extends T>> generator, int buffer);

    /**
     * A handle whose calls are sent again, up to so often, when the actor's node died or could not
     * be reached; 0 by default. The call may then run more than once, unless the actor checkpoints
     * before it replies.
     */
    ActorRef<A> retries(int retries);

    /** A handle whose calls fail, and are interrupted, when they run longer than this. */
    ActorRef<A> timeout(Duration timeout);

    /**
     * A handle whose calls run in a group of the actor.
     *
     * @throws IllegalArgumentException when the actor has no such group
     */
    ActorRef<A> group(String group);

    /**
     * The actor behind an interface that its class implements: a method call is a call of the
     * actor. A method that returns {@link ObjectRef} or {@link
     * java.util.concurrent.CompletableFuture} gives at once what the actor's method returns inside
     * of it; any other waits for its result.
     *
     * @throws IllegalArgumentException when it is no interface
     */
    <I> I as(Class<I> type);

    /** The name; null when it has none. */
    @Nullable String name();

    /** A text that names the actor in messages and logs. */
    String id();

    /** Ends the actor now: running calls are interrupted, waiting ones fail. Twice does nothing. */
    void kill();

    /** Ends the actor after the calls that have come; the ref is complete when it has ended. */
    ObjectRef<@Nullable Void> stop();

    /** The call itself, for engines and pools; the function takes the state, then the arguments. */
    <R extends @Nullable Object> ObjectRef<R> invoke(TaskCall call);
}
