package io.wick.ignite.internal.actor;

import io.wick.actor.ActorOptions;
import io.wick.actor.Checkpoints;
import io.wick.actor.Mailbox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * What every handle to an actor knows; the same through all its lives. Immutable.
 *
 * @param id unique in the cluster
 * @param name for people and the directory; null for none
 * @param namespace of the name
 * @param recorded whether the directory has a record of it from the start
 * @param appliesOnce whether it checkpoints before it replies, so that a call that is sent again is
 *     applied once
 * @param mailbox how many calls wait
 * @param groups the groups of calls it has besides the default one, sorted
 */
public record ActorProfile(
        UUID id,
        @Nullable String name,
        String namespace,
        boolean recorded,
        boolean appliesOnce,
        Mailbox mailbox,
        List<String> groups) {
    /**
     * The profile of an actor made with these options.
     *
     * @param recorded whether it has a record, though its options do not ask for one
     */
    static ActorProfile of(UUID id, ActorOptions options, boolean recorded) {
        return new ActorProfile(
                id,
                options.name(),
                options.namespace(),
                recorded || needsRecord(options),
                options.checkpoints() instanceof Checkpoints.BeforeReply,
                options.mailbox(),
                options.groups().isEmpty()
                        ? List.of()
                        : options.groups().keySet().stream().sorted().toList());
    }

    private static boolean needsRecord(ActorOptions options) {
        return options.name() != null
                || options.restarts() != 0
                || options.detached()
                || !(options.checkpoints() instanceof Checkpoints.None);
    }

    /** The name, or the id when there is none; for messages. */
    public String shown() {
        return name != null ? name : id.toString();
    }
}
