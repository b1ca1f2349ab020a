package io.wick.ignite.internal.actor;

import io.wick.actor.ActorInfo;
import io.wick.error.ActorDeadException;
import io.wick.error.ConfigException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.actor.Whereabouts;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Knows no actors: those without a record live and die with their node. */
final class NoDirectory implements Directory {
    @Override
    public @Nullable Located claim(Start start, @Nullable UUID node) {
        throw new ConfigException(
                "Actor '"
                        + start.profile().shown()
                        + "' has a name, restarts, checkpoints, is detached, or waits for its"
                        + " place, and this node keeps no directory of actors. Leave these options"
                        + " out.");
    }

    @Override
    public boolean placed(Start start, UUID node) {
        return true;
    }

    @Override
    public void locate(ActorProfile actor, Consumer<Whereabouts> answer) {
        answer.accept(
                new Whereabouts.Dead(
                        new ActorDeadException(
                                actor.shown(),
                                "Its node has left the cluster, and it has no restarts. Make it"
                                        + " with restarts(..)",
                                null)));
    }

    @Override
    public Keeper open(Start start) {
        return Keeper.NONE;
    }

    @Override
    public void started(Start start) {}

    @Override
    public void ended(Start start, WickException cause) {}

    @Override
    public void declined(Start start) {}

    @Override
    public void explain(ActorProfile actor, Consumer<String> answer) {
        answer.accept("this node keeps no directory of actors");
    }

    @Override
    public @Nullable UUID killed(ActorProfile actor, WickException cause) {
        return null;
    }

    @Override
    public @Nullable Located find(String namespace, String name) {
        return null;
    }

    @Override
    public List<ActorInfo> list() {
        return List.of();
    }

    @Override
    public void left(UUID node) {}

    @Override
    public void handle(Op op, Link from, ByteReader in) {}

    @Override
    public void leaving() {}

    @Override
    public void stop() {}
}
