package io.wick.ignite.internal.object;

import io.wick.error.ClosedException;
import io.wick.error.DisconnectedException;
import io.wick.error.WickException;

import org.apache.ignite.IgniteClientDisconnectedException;
import org.apache.ignite.internal.IgniteClientDisconnectedCheckedException;
import org.apache.ignite.internal.util.typedef.X;
import org.jspecify.annotations.Nullable;

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
    /**
     * The cluster has given this node up, or the node is cut off from most of it; another engine
     * follows when it has joined again.
     */
    CUT_OFF {
        @Override
        public WickException unfinished(String what) {
            return new DisconnectedException(
                    "This node was cut off from its cluster, or not heard for too long, before "
                            + what
                            + ". Do it again: the node joins anew by itself.");
        }

        @Override
        public WickException refusal(String what) {
            return new DisconnectedException(
                    "This node was cut off from its cluster, and has not joined again yet. Wait a"
                            + " moment to "
                            + what
                            + ".");
        }
    },
    /** The same of a node that Wick has not started: whether it stops is Ignite's to say. */
    APART {
        @Override
        public WickException unfinished(String what) {
            return new DisconnectedException(
                    "This node was cut off from its cluster, or not heard for too long, before "
                            + what
                            + ". Wick has ended on it: start the node again when the network is"
                            + " whole.");
        }

        @Override
        public WickException refusal(String what) {
            return new DisconnectedException(
                    "This node was cut off from its cluster. Start it again to " + what + ".");
        }
    };

    /**
     * What a user is told when Ignite has failed: that this client is cut off, if that is why, else
     * the failure itself.
     */
    public static RuntimeException explain(RuntimeException failure, String what) {
        return X.hasCause(failure, IgniteClientDisconnectedException.class)
                        || X.hasCause(failure, IgniteClientDisconnectedCheckedException.class)
                ? CUT_OFF.unfinished(what)
                : failure;
    }

    /**
     * Does nothing while an engine takes part.
     *
     * @throws WickException when it has ended
     */
    public static void refuse(@Nullable Ending ended, String what) {
        if (ended != null) {
            throw ended.refusal(what);
        }
    }

    /** Whether the cluster goes on without this node, which may not know what became of it. */
    public boolean isApart() {
        return this != CLOSED;
    }

    /** For what was under way. */
    public abstract WickException unfinished(String what);

    /** For what comes later. */
    public abstract WickException refusal(String what);
}
