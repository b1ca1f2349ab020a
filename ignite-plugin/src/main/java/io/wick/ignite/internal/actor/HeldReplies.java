package io.wick.ignite.internal.actor;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Replies of calls that have run, until what they did is written, or their actor has ended. */
final class HeldReplies {
    private final List<Reply> replies = new ArrayList<>();

    /** A reply. */
    interface Reply {
        /** Gives it. */
        void give();

        /** Gives this instead; what the call did is lost. */
        void lose(WickException cause);
    }

    void add(Reply reply) {
        replies.add(reply);
    }

    /** Gives them, in order, or a failure instead of each. */
    void give(@Nullable WickException instead) {
        for (Reply reply : replies) {
            if (instead == null) {
                reply.give();
            } else {
                reply.lose(instead);
            }
        }
    }
}
