package io.wick.ignite.internal.actor;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What stands before a call that travels.
 *
 * @param actor it is for
 * @param incarnation of the life it is for
 * @param retried whether it may be sent again, or has been
 * @param confirmed the number up to which the caller's node has all replies of calls that may be
 *     sent again
 * @param group it runs in; null for the default one
 */
record CallHeader(
        UUID actor, int incarnation, boolean retried, long confirmed, @Nullable String group) {
    private static final int RETRIED = 1;
    private static final int GROUP = 2;

    void write(ByteWriter out) {
        out.byte1(Op.ACTOR_CALL.code());
        out.uuid(actor);
        out.varint(incarnation);
        out.byte1((retried ? RETRIED : 0) | (group == null ? 0 : GROUP));
        if (retried) {
            out.varlong(confirmed);
        }
        if (group != null) {
            out.text(group);
        }
    }

    /** Reads what {@link #write} wrote, but for the operation's byte. */
    static CallHeader read(ByteReader in) {
        UUID actor = in.uuid();
        int incarnation = in.varint();
        int flags = in.byte1();
        boolean retried = (flags & RETRIED) != 0;
        long confirmed = retried ? in.varlong() : 0;
        return new CallHeader(
                actor, incarnation, retried, confirmed, (flags & GROUP) != 0 ? in.text() : null);
    }
}
