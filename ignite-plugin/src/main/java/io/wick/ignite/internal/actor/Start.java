package io.wick.ignite.internal.actor;

import io.wick.Placement;
import io.wick.actor.ActorOptions;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * One life of an actor about to begin.
 *
 * @param profile of the actor
 * @param incarnation number of the life, 1 for the first
 * @param options it was made with
 * @param owner the node that made it; it ends with that unless detached
 * @param constructor gives the state; refs in it are waited for where it runs. Once the life has
 *     begun it is kept only for a {@link io.wick.actor.Checkpointable}
 * @param application whose classes it uses; null for the class path of nodes
 */
public record Start(
        ActorProfile profile,
        int incarnation,
        ActorOptions options,
        UUID owner,
        TaskCall constructor,
        @Nullable UUID application) {
    /**
     * The same once it has begun, with what is still needed of its constructor. It does not keep
     * the object that it lives near.
     */
    Start begun(TaskCall rest) {
        ActorOptions still =
                options.placement() instanceof Placement.NearRef
                        ? options.withPlacement(Placement.AUTO)
                        : options;
        return rest == constructor && still == options
                ? this
                : new Start(profile, incarnation, still, owner, rest, application);
    }
}
