package io.wick.ignite.internal.actor;

import io.wick.TaskOptions;
import io.wick.actor.Mailbox;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.object.Durations;
import io.wick.internal.actor.Place;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Handles as bytes: the profile, the newest place known, and how calls are made. */
final class HandleCode {
    private static final int NAMED = 1;
    private static final int RECORDED = 2;
    private static final int APPLIES_ONCE = 4;
    private static final int REFUSES = 8;
    private static final int OPTIONS = 16;

    private HandleCode() {}

    static byte[] write(ActorHandle<?> handle) {
        ActorProfile profile = handle.route().profile();
        Place place = handle.route().place();
        TaskOptions options = handle.options();
        boolean plain =
                options.retries() == 0 && options.timeout() == null && handle.group() == null;
        boolean refuses = profile.mailbox().overflow() == Mailbox.Overflow.REFUSE;
        var out = new ByteWriter(64);
        out.byte1(
                (profile.name() == null ? 0 : NAMED)
                        | (profile.recorded() ? RECORDED : 0)
                        | (profile.appliesOnce() ? APPLIES_ONCE : 0)
                        | (refuses ? REFUSES : 0)
                        | (plain ? 0 : OPTIONS));
        out.uuid(profile.id());
        out.uuid(place.node());
        out.varint(place.incarnation());
        if (profile.name() != null) {
            out.text(profile.name());
            out.text(profile.namespace());
        }
        out.varint(profile.mailbox().capacity());
        out.varint(profile.groups().size());
        profile.groups().forEach(out::text);
        if (!plain) {
            out.varint(options.retries());
            Duration timeout = options.timeout();
            out.varlong(timeout == null ? 0 : Durations.nanos(timeout));
            out.text(handle.group());
        }
        return out.toByteArray();
    }

    static ActorHandle<?> read(byte[] bytes, IgniteActors actors) {
        return ByteReader.record(bytes, "a handle of an actor", in -> read(in, actors));
    }

    private static ActorHandle<?> read(ByteReader in, IgniteActors actors) {
        int flags = in.byte1();
        UUID id = in.uuid();
        var place = new Place(in.uuid(), in.varint());
        String name = null;
        String namespace = "default";
        if ((flags & NAMED) != 0) {
            name = in.someText();
            namespace = in.someText();
        }
        var overflow = (flags & REFUSES) != 0 ? Mailbox.Overflow.REFUSE : Mailbox.Overflow.WAIT;
        var mailbox = new Mailbox(in.varint(), overflow);
        int count = in.count(1);
        List<String> groups = count == 0 ? List.of() : new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            groups.add(in.someText());
        }
        TaskOptions options = ActorHandle.ONCE;
        String group = null;
        if ((flags & OPTIONS) != 0) {
            options = options.withRetries(in.varint());
            long timeout = in.varlong();
            options = timeout == 0 ? options : options.withTimeout(Duration.ofNanos(timeout));
            group = in.text();
        }
        var profile =
                new ActorProfile(
                        id,
                        name,
                        namespace,
                        (flags & RECORDED) != 0,
                        (flags & APPLIES_ONCE) != 0,
                        mailbox,
                        groups);
        return new ActorHandle<>(actors, actors.route(profile, place), options, group);
    }
}
