package io.wick.actor;

import io.wick.Action1;
import io.wick.Action2;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Fn3;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.spi.Actors;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Actors that do the same, and take turns. A call goes to the one with fewest unanswered calls of
 * this pool, of {@link #roundRobin} to the next one, and by {@link #forKey} always to the same for
 * equal keys. There is no order between calls, but for those of one key.
 *
 * <pre>{@code
 * ActorPool<Parser> parsers = wick.actorPool(4, Parser::new);
 * List<Page> pages = parsers.map(Parser::parse, texts);
 * }</pre>
 *
 * <p>Thread-safe. Immutable but for its counts: an actor that has died stays in it, and its calls
 * fail.
 */
public final class ActorPool<A> {
    /** How many items {@link #map} gives each actor ahead of what it works on. */
    private static final int AHEAD = 2;

    private final Wick wick;
    private final Actors actors;
    private final List<ActorRef<A>> members;
    private final AtomicIntegerArray unanswered;
    private final AtomicInteger turn;
    private final boolean takesTurns;

    /** For {@link Wick#actorPool} and {@link Wick#poolOf}. */
    public ActorPool(Wick wick, Actors actors, List<ActorRef<A>> members) {
        this(
                wick,
                actors,
                List.copyOf(members),
                new AtomicIntegerArray(members.size()),
                new AtomicInteger(),
                false);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A pool needs 1 actor or more, got none");
        }
    }

    private ActorPool(
            Wick wick,
            Actors actors,
            List<ActorRef<A>> members,
            AtomicIntegerArray unanswered,
            AtomicInteger turn,
            boolean takesTurns) {
        this.wick = wick;
        this.actors = actors;
        this.members = members;
        this.unanswered = unanswered;
        this.turn = turn;
        this.takesTurns = takesTurns;
    }

    /** The same actors, whose calls go to them in turn. */
    public ActorPool<A> roundRobin() {
        return new ActorPool<>(wick, actors, members, unanswered, turn, true);
    }

    /** The actor for a key: the same for equal keys, as long as the pool lives. */
    public ActorRef<A> forKey(Object key) {
        int hash = Objects.requireNonNull(key, "key").hashCode() * 0x9E3779B9;
        return members.get((int) ((hash & 0xFFFFFFFFL) * members.size() >>> 32));
    }

    /** The actors. */
    public List<ActorRef<A>> members() {
        return members;
    }

    /** Calls a method of one of them. */
    public <R extends @Nullable Object> ObjectRef<R> call(Fn1<? super A, R> method) {
        return invoke(new TaskCall(method));
    }

    /** Calls a method of one of them with a value. */
    public <X extends @Nullable Object, R extends @Nullable Object> ObjectRef<R> call(
            Fn2<? super A, X, R> method, X x) {
        return invoke(new TaskCall(method, x));
    }

    /** Calls a method of one of them with the value of a ref. */
    public <X extends @Nullable Object, R extends @Nullable Object> ObjectRef<R> call(
            Fn2<? super A, X, R> method, ObjectRef<? extends X> x) {
        return invoke(new TaskCall(method, x));
    }

    /** Calls a method of one of them with two values. */
    public <X extends @Nullable Object, Y extends @Nullable Object, R extends @Nullable Object>
            ObjectRef<R> call(Fn3<? super A, X, Y, R> method, X x, Y y) {
        return invoke(new TaskCall(method, x, y));
    }

    /** Calls a method of one of them that has no result. */
    public ObjectRef<@Nullable Void> run(Action1<? super A> method) {
        return invoke(new TaskCall(method));
    }

    /** Calls a method of one of them that has no result, with a value. */
    public <X extends @Nullable Object> ObjectRef<@Nullable Void> run(
            Action2<? super A, X> method, X x) {
        return invoke(new TaskCall(method, x));
    }

    /** The call itself; the function takes the state, then the arguments. */
    public <R extends @Nullable Object> ObjectRef<R> invoke(TaskCall call) {
        int member = choose();
        unanswered.incrementAndGet(member);
        ObjectRef<R> ref;
        try {
            ref = members.get(member).invoke(call);
        } catch (RuntimeException e) {
            unanswered.decrementAndGet(member);
            throw e;
        }
        actors.whenDone(ref, () -> unanswered.decrementAndGet(member));
        return ref;
    }

    private int choose() {
        int first = Math.floorMod(turn.getAndIncrement(), members.size());
        if (takesTurns) {
            return first;
        }
        int best = first;
        int fewest = unanswered.get(first);
        for (int i = 1; i < members.size() && fewest > 0; i++) {
            int member = (first + i) % members.size();
            int calls = unanswered.get(member);
            if (calls < fewest) {
                fewest = calls;
                best = member;
            }
        }
        return best;
    }

    /**
     * Calls a method with each item, and waits for all results. An actor gets a new item when it
     * has done one, so that slow items hold nobody else up.
     *
     * @return the results in the order of the items
     * @throws io.wick.error.WickException the first failure; items not begun are not called then
     */
    public <X, R> List<R> map(Fn2<? super A, X, R> method, Collection<? extends X> items) {
        var results = new ArrayList<ObjectRef<R>>(items.size());
        var busy = new ArrayList<ObjectRef<R>>();
        int most = AHEAD * members.size();
        for (X item : items) {
            if (busy.size() == most) {
                for (ObjectRef<R> done : wick.await(busy, 1).done()) {
                    done.get(); // throws what failed
                    busy.remove(done);
                }
            }
            ObjectRef<R> ref = call(method, item);
            results.add(ref);
            busy.add(ref);
        }
        return wick.get(results);
    }

    /** Calls through this pool, and through those made of it, that have no answer yet. */
    public int pending() {
        int sum = 0;
        for (int member = 0; member < members.size(); member++) {
            sum += unanswered.get(member);
        }
        return sum;
    }

    /** Kills all of them. */
    public void kill() {
        members.forEach(ActorRef::kill);
    }
}
