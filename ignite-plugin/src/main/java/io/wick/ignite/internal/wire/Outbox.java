package io.wick.ignite.internal.wire;

import io.wick.ignite.internal.codec.ByteWriter;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What is to be sent to one node. Writers append to one buffer under the monitor; whoever finds no
 * sender at work becomes it, or wakes the outbox's thread. While a message is being handed to the
 * network the next batch grows, so the batch size follows the load and a lone message never waits.
 */
public final class Outbox {
    /** Writers from outside tasks wait while more than this is unsent. */
    public static final int HIGH_WATER = 8 << 20;

    private static final int KEEP = 64 << 10;
    private static final long RETRY_NANOS = 100_000_000;

    private final UUID node;
    private final Transport transport;
    private final ThreadFactory threads;
    private final LongAdder sentBytes;
    private ByteWriter pending = new ByteWriter();
    private @Nullable ByteWriter refused;
    private boolean sending;
    private volatile boolean turn;
    private volatile int unsent;
    private volatile boolean closed;
    private @Nullable Thread thread;

    public Outbox(UUID node, Transport transport, ThreadFactory threads, LongAdder sentBytes) {
        this.node = node;
        this.transport = transport;
        this.threads = threads;
        this.sentBytes = sentBytes;
    }

    /** Writes one operation; on an exception nothing of it remains. */
    @FunctionalInterface
    public interface Operation {
        /** Appends to the batch; must not block. */
        void write(ByteWriter out);
    }

    /**
     * Appends an operation.
     *
     * @param direct whether the caller's thread may send, when nobody else does: less latency, but
     *     the caller may wait for the network
     * @return false when the node has left; nothing was appended
     */
    public boolean append(Operation operation, boolean direct) {
        boolean send;
        synchronized (this) {
            if (closed) {
                return false;
            }
            int mark = pending.size();
            try {
                operation.write(pending);
            } catch (RuntimeException | Error e) {
                pending.truncate(mark);
                throw e;
            }
            unsent = pending.size();
            send = !sending;
            sending = true;
        }
        if (send) {
            if (direct) {
                sendOne();
            } else {
                handOver();
            }
        }
        return true;
    }

    /** Bytes not yet handed to the network. */
    public int unsent() {
        return unsent;
    }

    /** Drops what is unsent and ends the thread. */
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            unsent = 0;
            pending = new ByteWriter();
            refused = null;
            running = thread;
        }
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    private void handOver() {
        Thread sender;
        synchronized (this) {
            if (closed) {
                return;
            }
            turn = true;
            sender = thread;
            if (sender == null) {
                thread = sender = threads.newThread(this::loop);
                sender.start();
            }
        }
        LockSupport.unpark(sender);
    }

    /** The caller sends what there is, and leaves the rest to the thread. */
    private void sendOne() {
        boolean sent = sendBatch();
        boolean more;
        synchronized (this) {
            more = (!sent || pending.size() > 0) && !closed;
            sending = more;
        }
        if (more) {
            handOver();
        }
    }

    private void loop() {
        while (!closed) {
            if (turn) {
                turn = false;
                sendAll();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void sendAll() {
        while (true) {
            synchronized (this) {
                if (closed || pending.size() == 0 && refused == null) {
                    sending = false;
                    return;
                }
            }
            if (!sendBatch()) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
    }

    /** Sends one batch; one that cannot be sent is kept and comes first the next time. */
    private boolean sendBatch() {
        ByteWriter batch;
        synchronized (this) {
            batch = refused;
            if (batch == null) {
                batch = pending;
                pending = new ByteWriter(Math.min(KEEP, Math.max(256, batch.size())));
                unsent = 0;
            }
            refused = null;
        }
        if (batch.size() == 0 || transport.send(node, batch.array(), batch.size())) {
            sentBytes.add(batch.size());
            return true;
        }
        synchronized (this) {
            refused = batch;
        }
        return false;
    }
}
