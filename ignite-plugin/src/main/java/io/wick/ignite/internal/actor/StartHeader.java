package io.wick.ignite.internal.actor;

import io.wick.Placement;
import io.wick.actor.ActorOptions;
import io.wick.actor.Checkpoints;
import io.wick.actor.Mailbox;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.ResourcesCode;
import io.wick.ignite.internal.wire.Op;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What stands before a start that travels: who begins to live. The placement stays at home.
 *
 * @param actor its id
 * @param incarnation number of the life
 * @param owner the node that made it
 * @param recorded whether the directory has a record of it from the start
 * @param options it was made with, but for the placement
 */
record StartHeader(
        UUID actor, int incarnation, UUID owner, boolean recorded, ActorOptions options) {
    private static final int DETACHED = 1;
    private static final int REFUSES = 2;
    private static final int BEFORE_REPLY = 4;
    private static final int EVERY = 8;
    private static final int RECORDED = 16;

    void write(ByteWriter out) {
        out.byte1(Op.ACTOR_START.code());
        out.uuid(actor);
        out.varint(incarnation);
        out.uuid(owner);
        Checkpoints checkpoints = options.checkpoints();
        int kind =
                switch (checkpoints) {
                    case Checkpoints.None() -> 0;
                    case Checkpoints.BeforeReply() -> BEFORE_REPLY;
                    case Checkpoints.Every _ -> EVERY;
                };
        boolean refuses = options.mailbox().overflow() == Mailbox.Overflow.REFUSE;
        out.byte1(
                (options.detached() ? DETACHED : 0)
                        | (refuses ? REFUSES : 0)
                        | kind
                        | (recorded ? RECORDED : 0));
        out.text(options.name());
        out.text(options.namespace());
        out.varlong(options.restarts());
        out.varint(options.concurrency());
        out.varint(options.mailbox().capacity());
        if (checkpoints instanceof Checkpoints.Every(int calls, Duration time)) {
            out.varint(calls);
            out.varlong(time.toNanos());
        }
        out.varint(options.groups().size());
        options.groups().forEach((group, most) -> out.text(group).varint(most));
        ResourcesCode.write(out, options.resources());
    }

    /** Reads what {@link #write} wrote, but for the operation's byte. */
    static StartHeader read(ByteReader in) {
        UUID actor = in.uuid();
        int incarnation = in.varint();
        UUID owner = in.uuid();
        int flags = in.byte1();
        String name = in.text();
        String namespace = in.text();
        int restarts = (int) in.varlong();
        int concurrency = in.varint();
        int capacity = in.varint();
        Checkpoints checkpoints =
                (flags & BEFORE_REPLY) != 0
                        ? Checkpoints.beforeReply()
                        : (flags & EVERY) != 0
                                ? Checkpoints.every(in.varint(), Duration.ofNanos(in.varlong()))
                                : Checkpoints.none();
        Map<String, Integer> groups = groups(in);
        var overflow = (flags & REFUSES) != 0 ? Mailbox.Overflow.REFUSE : Mailbox.Overflow.WAIT;
        var options =
                new ActorOptions(
                        name,
                        namespace == null ? ActorOptions.DEFAULT.namespace() : namespace,
                        false,
                        (flags & DETACHED) != 0,
                        restarts,
                        ResourcesCode.read(in),
                        Placement.AUTO,
                        concurrency,
                        groups,
                        new Mailbox(capacity, overflow),
                        checkpoints);
        return new StartHeader(actor, incarnation, owner, (flags & RECORDED) != 0, options);
    }

    private static Map<String, Integer> groups(ByteReader in) {
        int count = in.count(2);
        if (count == 0) {
            return Map.of();
        }
        var groups = new TreeMap<String, Integer>();
        for (int i = 0; i < count; i++) {
            groups.put(in.someText(), in.varint());
        }
        return groups;
    }
}
