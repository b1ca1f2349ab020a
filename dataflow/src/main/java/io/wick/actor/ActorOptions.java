package io.wick.actor;

import io.wick.Placement;
import io.wick.Resources;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/**
 * How an actor is made and lives. Immutable; made by {@link ActorBuilder}.
 *
 * @param name under which it is found; null for none
 * @param namespace names are unique in it
 * @param getIfExists whether an actor that has the name already is given instead of an error
 * @param detached whether it outlives the node that made it
 * @param restarts how often it starts again after the loss of its node; -1 without limit
 * @param resources what it holds as long as it lives; nothing by default
 * @param placement where it starts, and starts again
 * @param concurrency how many calls of the default group run at once
 * @param groups further groups of calls, with how many of each run at once
 * @param mailbox how many calls wait
 * @param checkpoints when its state is written
 */
public record ActorOptions(
        @Nullable String name,
        String namespace,
        boolean getIfExists,
        boolean detached,
        int restarts,
        Resources resources,
        Placement placement,
        int concurrency,
        Map<String, Integer> groups,
        Mailbox mailbox,
        Checkpoints checkpoints) {
    /** One call at a time, no name, no restarts, nothing held, bound to the node that makes it. */
    public static final ActorOptions DEFAULT =
            new ActorOptions(
                    null,
                    "default",
                    false,
                    false,
                    0,
                    Resources.NONE,
                    Placement.AUTO,
                    1,
                    Map.of(),
                    Mailbox.DEFAULT,
                    Checkpoints.none());

    public ActorOptions {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException("The name of an actor must not be blank");
        }
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("The namespace of an actor must not be blank");
        }
        if (getIfExists && name == null) {
            throw new IllegalArgumentException("getIfExists needs a name: call named(..) too");
        }
        if (restarts < -1) {
            throw new IllegalArgumentException("restarts must be -1 or more, got " + restarts);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be 1 or more, got " + concurrency);
        }
        groups = Map.copyOf(groups);
        groups.forEach(
                (group, most) -> {
                    if (most < 1) {
                        throw new IllegalArgumentException(
                                "Group '" + group + "' must run 1 or more calls, got " + most);
                    }
                });
        if (!(checkpoints instanceof Checkpoints.None) && (concurrency > 1 || !groups.isEmpty())) {
            throw new IllegalArgumentException(
                    "An actor with checkpoints takes one call at a time: leave out concurrency"
                            + " and groups, or the checkpoints");
        }
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(mailbox, "mailbox");
    }

    /** The same with another placement. */
    public ActorOptions withPlacement(Placement where) {
        return new ActorOptions(
                name,
                namespace,
                getIfExists,
                detached,
                restarts,
                resources,
                where,
                concurrency,
                groups,
                mailbox,
                checkpoints);
    }
}
