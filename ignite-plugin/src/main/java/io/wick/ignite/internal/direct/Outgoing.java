package io.wick.ignite.internal.direct;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The channel to one node. Frames are a length and as many bytes. The monitor guards all fields and
 * orders frames; it is held for one write that does not block.
 */
final class Outgoing {
    /** A burst of so many messages is written at once, each by itself. */
    static final int BURST = 16;

    /** After a burst, so long per message: more of them are better off in batches. */
    static final long PACE_NANOS = 10_000;

    /**
     * After so long without a message it is made anew: firewalls forget idle connections and tell
     * nobody, and what is sent on one then is lost.
     */
    static final long IDLE_NANOS = 60_000_000_000L;

    private static final int BUFFER = 2 * (DirectChannels.MOST_BYTES + Integer.BYTES);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private State state = State.ASKED;
    private @Nullable SocketChannel channel;
    private long since;
    private long paidUntil;

    /** Where it is. */
    enum State {
        /** The node was asked for a channel; becomes OPEN or CLOSED. */
        ASKED,
        /** Messages can be sent; becomes CLOSED. */
        OPEN,
        /** Refused, broken or closed; another one may be asked for after a while. */
        CLOSED
    }

    Outgoing(long now) {
        since = now;
        paidUntil = now;
    }

    /** Whether it has been of no use for so long, or nothing was sent for long. */
    synchronized boolean isStale(long now, long nanos) {
        return now - since > (state == State.OPEN ? IDLE_NANOS : nanos);
    }

    /** It is connected; false when nobody wants it any more. */
    synchronized boolean open(SocketChannel connected, long now) {
        if (state != State.ASKED) {
            return false;
        }
        channel = connected;
        state = State.OPEN;
        since = now;
        return true;
    }

    /**
     * Sends a message, or as much of it as the network takes now: then {@link #flush} does the
     * rest.
     *
     * @return false when nothing of it was sent, because there is no channel, or an old one, the
     *     network is slower than this node, or so many messages are better sent as batches
     */
    synchronized boolean send(byte[] data, int length, long now) {
        if (state != State.OPEN || isStale(now, 0) || !isPaced(now) || !flush()) {
            return false;
        }
        since = now;
        buffer.clear();
        buffer.putInt(length).put(data, 0, length).flip();
        flush();
        return state == State.OPEN;
    }

    private boolean isPaced(long now) {
        long from = Math.max(paidUntil, now - BURST * PACE_NANOS);
        if (from + PACE_NANOS > now) {
            return false;
        }
        paidUntil = from + PACE_NANOS;
        return true;
    }

    /** Sends what is left of a message; false when the network does not take all of it. */
    synchronized boolean flush() {
        SocketChannel open = channel;
        if (open == null || !buffer.hasRemaining()) {
            return true;
        }
        try {
            int unused = open.write(buffer);
            return !buffer.hasRemaining();
        } catch (IOException e) {
            close();
            return false;
        }
    }

    synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether part of a message waits for {@link #flush}. */
    synchronized boolean isUnflushed() {
        return state == State.OPEN && buffer.hasRemaining();
    }

    synchronized void close() {
        state = State.CLOSED;
        since = System.nanoTime();
        buffer.limit(0);
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            DirectChannels.close(open);
        }
    }
}
