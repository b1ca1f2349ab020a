package io.wick.ignite.internal.directory;

import io.wick.actor.ActorInfo;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.Death;
import io.wick.internal.actor.LifeEvent;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Lives and events in bytes. */
final class LifeCode {
    private LifeCode() {}

    static void write(ByteWriter out, ActorLife life) {
        out.uuid(life.id()).text(life.name()).text(life.namespace()).uuid(life.owner());
        out.bool(life.detached()).varlong(life.maxRestarts()).varint(life.restarts());
        out.byte1(life.state().ordinal());
        writeNode(out, life.node());
        out.varint(life.incarnation());
        Death death = life.death();
        out.bool(death != null);
        if (death != null) {
            write(out, death);
        }
    }

    static ActorLife readLife(ByteReader in) {
        return new ActorLife(
                in.uuid(),
                in.text(),
                in.someText(),
                in.uuid(),
                in.bool(),
                (int) in.varlong(),
                in.varint(),
                in.constant(ActorInfo.State.values()),
                readNode(in),
                in.varint(),
                in.bool() ? readDeath(in) : null);
    }

    static byte[] bytes(LifeEvent event) {
        var out = new ByteWriter();
        switch (event) {
            case LifeEvent.Started(UUID node, int incarnation) ->
                    out.byte1(0).uuid(node).varint(incarnation);
            case LifeEvent.NodeLost(UUID node, UUID next) -> {
                out.byte1(1).uuid(node);
                writeNode(out, next);
            }
            case LifeEvent.Placed(int incarnation, UUID node) ->
                    out.byte1(2).varint(incarnation).uuid(node);
            case LifeEvent.Declined(UUID node, int incarnation) ->
                    out.byte1(3).uuid(node).varint(incarnation);
            case LifeEvent.Moved(UUID from, int incarnation, UUID to) -> {
                out.byte1(4).uuid(from).varint(incarnation);
                writeNode(out, to);
            }
            case LifeEvent.OwnerLost(UUID owner) -> out.byte1(5).uuid(owner);
            case LifeEvent.Ended(int incarnation, Death death) -> {
                out.byte1(6).varint(incarnation);
                write(out, death);
            }
            case LifeEvent.Killed(String by) -> out.byte1(7).text(by);
        }
        return out.toByteArray();
    }

    static LifeEvent readEvent(byte[] bytes) {
        return ByteReader.record(bytes, "an event of an actor", LifeCode::readEvent);
    }

    private static LifeEvent readEvent(ByteReader in) {
        int kind = in.byte1();
        return switch (kind) {
            case 0 -> new LifeEvent.Started(in.uuid(), in.varint());
            case 1 -> new LifeEvent.NodeLost(in.uuid(), readNode(in));
            case 2 -> new LifeEvent.Placed(in.varint(), in.uuid());
            case 3 -> new LifeEvent.Declined(in.uuid(), in.varint());
            case 4 -> new LifeEvent.Moved(in.uuid(), in.varint(), readNode(in));
            case 5 -> new LifeEvent.OwnerLost(in.uuid());
            case 6 -> new LifeEvent.Ended(in.varint(), readDeath(in));
            case 7 -> new LifeEvent.Killed(in.someText());
            default -> throw new SerializationException("Unknown event of an actor: " + kind);
        };
    }

    private static void write(ByteWriter out, Death death) {
        out.byte1(death.cause().ordinal()).text(death.text());
    }

    private static Death readDeath(ByteReader in) {
        return new Death(in.constant(Death.Cause.values()), in.someText());
    }

    private static void writeNode(ByteWriter out, @Nullable UUID node) {
        out.bool(node != null);
        if (node != null) {
            out.uuid(node);
        }
    }

    private static @Nullable UUID readNode(ByteReader in) {
        return in.bool() ? in.uuid() : null;
    }
}
