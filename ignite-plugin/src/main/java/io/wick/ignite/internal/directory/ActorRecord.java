package io.wick.ignite.internal.directory;

import io.wick.actor.Mailbox;
import io.wick.ignite.internal.actor.ActorProfile;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.actor.ActorLife;

import java.util.ArrayList;

/**
 * What the directory knows of an actor without its recipe and state.
 *
 * @param life changes
 * @param profile does not
 */
record ActorRecord(ActorLife life, ActorProfile profile) {
    byte[] bytes() {
        var out = new ByteWriter();
        LifeCode.write(out, life);
        out.bool(profile.recorded()).bool(profile.appliesOnce());
        out.varint(profile.mailbox().capacity());
        out.byte1(profile.mailbox().overflow().ordinal());
        out.varint(profile.groups().size());
        profile.groups().forEach(out::text);
        return out.toByteArray();
    }

    static ActorRecord of(byte[] bytes) {
        return ByteReader.record(bytes, "the record of an actor", ActorRecord::read);
    }

    private static ActorRecord read(ByteReader in) {
        ActorLife life = LifeCode.readLife(in);
        boolean recorded = in.bool();
        boolean appliesOnce = in.bool();
        var mailbox = new Mailbox(in.varint(), in.constant(Mailbox.Overflow.values()));
        int count = in.count(1);
        var groups = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            groups.add(in.someText());
        }
        var profile =
                new ActorProfile(
                        life.id(),
                        life.name(),
                        life.namespace(),
                        recorded,
                        appliesOnce,
                        mailbox,
                        groups);
        return new ActorRecord(life, profile);
    }

    ActorRecord with(ActorLife next) {
        return new ActorRecord(next, profile);
    }
}
