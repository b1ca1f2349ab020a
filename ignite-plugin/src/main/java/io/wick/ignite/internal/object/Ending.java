package io.wick.ignite.internal.object;

import io.wick.error.ClosedException;
import io.wick.error.DisconnectedException;
import io.wick.error.WickException;

/** Why an engine takes no part any more. */
public enum Ending {
    /** Its Wick is closed, or its node stops. */
    CLOSED {
        @Override
        public WickException unfinished(String what) {
            return new ClosedException("This Wick was closed before " + what + ".");
        }

        @Override
        public WickException refusal(String what) {
            return new ClosedException("This Wick is closed; start another to " + what + ".");
        }
    },
    /** The cluster has given this client up; another engine follows when it has joined again. */
    CUT_OFF {
        @Override
        public WickException unfinished(String what) {
            return new DisconnectedException(
                    "The cluster has given this client up, as it was not heard for too long, before"
                            + " "
                            + what
                            + ". Do it again: the client joins anew by itself.");
        }

        @Override
        public WickException refusal(String what) {
            return new DisconnectedException(
                    "The cluster has given this client up, and it has not joined again yet. Wait a"
                            + " moment to "
                            + what
                            + ".");
        }
    };

    /** For what was under way. */
    public abstract WickException unfinished(String what);

    /** For what comes later. */
    public abstract WickException refusal(String what);
}
