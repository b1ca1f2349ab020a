package io.wick.actor;

import io.wick.Action1;
import io.wick.error.ConfigException;
import io.wick.spi.Engines;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What an actor's own code can ask and do, from its constructor and from its calls, on the thread
 * that runs them.
 *
 * <pre>{@code
 * class Cache {
 *     Cache() {
 *         ActorContext.<Cache>current().every("evict", Duration.ofSeconds(10), Cache::evict);
 *     }
 * }
 * }</pre>
 */
public interface ActorContext<A> {
    /**
     * The context of the actor whose code runs on this thread.
     *
     * @throws ConfigException when this thread runs no actor's code
     */
    @SuppressWarnings("unchecked")
    static <A> ActorContext<A> current() {
        ActorContext<?> context = Engines.current().actors().context();
        if (context == null) {
            throw new ConfigException(
                    "ActorContext.current() was called outside an actor. Call it from the actor's"
                            + " constructor or from a call.");
        }
        return (ActorContext<A>) context;
    }

    /** The actor itself, to be given to others. */
    ActorRef<A> self();

    /** 1 for the first life, one more after each restart or move. */
    int incarnation();

    /** Ends the actor after this call. */
    void exit();

    /**
     * Calls this again and again, in turn with other calls; a firing that finds the last one not
     * done is left out. A timer of the same name is replaced. Timers end with this life: set them
     * in the constructor to have them after a restart.
     */
    void every(String timer, Duration period, Action1<? super A> action);

    /** Calls this once, later. A timer of the same name is replaced. */
    void after(String timer, Duration delay, Action1<? super A> action);

    /** Ends a timer; does nothing when there is none of this name. */
    void cancel(String timer);

    /** The name of the actor, or null. */
    default @Nullable String name() {
        return self().name();
    }
}
