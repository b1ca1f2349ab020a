package io.wick.ignite.internal.actor;

import io.wick.Action1;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorRef;
import io.wick.ignite.internal.object.Durations;

import java.time.Duration;
import java.util.Objects;

/** What an actor's code sees of its actor. */
record Context<A>(LiveActor actor, ActorRef<A> self) implements ActorContext<A> {
    @Override
    public int incarnation() {
        return actor.start().incarnation();
    }

    @Override
    public void exit() {
        actor.exit();
    }

    @Override
    public void every(String timer, Duration period, Action1<? super A> action) {
        actor.timers()
                .every(
                        Objects.requireNonNull(timer, "timer"),
                        positive(period, "period"),
                        Objects.requireNonNull(action, "action"));
    }

    @Override
    public void after(String timer, Duration delay, Action1<? super A> action) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, got " + delay);
        }
        actor.timers()
                .after(
                        Objects.requireNonNull(timer, "timer"),
                        Durations.nanos(delay),
                        Objects.requireNonNull(action, "action"));
    }

    @Override
    public void cancel(String timer) {
        actor.timers().cancel(Objects.requireNonNull(timer, "timer"));
    }

    private static long positive(Duration time, String what) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, got " + time);
        }
        return Durations.nanos(time);
    }
}
