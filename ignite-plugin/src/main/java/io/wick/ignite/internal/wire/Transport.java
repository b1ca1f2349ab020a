package io.wick.ignite.internal.wire;

import java.util.UUID;

/** Sends bytes to nodes: in order and once while a node lives, not at all when it has left. */
public interface Transport {
    /**
     * Sends the first {@code length} bytes; the array is not touched by the caller again.
     *
     * @return false when nothing was sent: the node has left, or cannot be reached now
     */
    boolean send(UUID node, byte[] data, int length);

    /** What arrives, on a network thread. */
    @FunctionalInterface
    interface Receiver {
        /** A batch came from a node. */
        void received(UUID from, byte[] data, int length);
    }
}
