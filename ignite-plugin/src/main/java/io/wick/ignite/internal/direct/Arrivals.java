package io.wick.ignite.internal.direct;

import io.wick.ignite.internal.direct.Greeting.RefusedException;
import io.wick.ignite.internal.wire.Transport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Where other nodes connect to, and what comes from them. Whoever holds {@code reading} reads: a
 * worker that waits for a value ({@link #poll}), or the thread of this, which sleeps in the
 * selector while no worker polls, and keeps away from it while one does.
 */
final class Arrivals {
    /** So long after a poll the thread expects the next one. */
    private static final long LEASE_NANOS = 250_000;

    private static final long GREETING_NANOS = 2_000_000_000;
    private static final int MOST_STRANGERS = 64;
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Predicate<Greeting> gate;
    private final Transport.Receiver receiver;
    private final BooleanSupplier unflushed;
    private final Queue<UUID> departed = new ConcurrentLinkedQueue<>();
    private final ReentrantLock reading = new ReentrantLock();

    /** Guarded by {@code reading}. */
    private int strangers;

    private volatile long polled = System.nanoTime() - LEASE_NANOS;
    private volatile boolean selecting;
    private volatile boolean stopped;

    /**
     * Listens on a free port.
     *
     * @param bind the address, with port 0
     * @param gate who may send
     * @param unflushed sends what the network did not take before; true when it still does not
     */
    Arrivals(
            InetSocketAddress bind,
            Predicate<Greeting> gate,
            Transport.Receiver receiver,
            BooleanSupplier unflushed,
            ThreadFactory threads)
            throws IOException {
        this.gate = gate;
        this.receiver = receiver;
        this.unflushed = unflushed;
        server = ServerSocketChannel.open();
        selector = Selector.open();
        try {
            server.bind(bind);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            server.close();
            selector.close();
            throw e;
        }
        threads.newThread(this::loop).start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Reads what has come, unless somebody else does; never waits. Any thread. */
    void poll() {
        polled = System.nanoTime();
        if (selecting) {
            selector.wakeup(); // lets go of the lock for a while
        } else if (reading.tryLock()) {
            try {
                select(0);
            } finally {
                reading.unlock();
            }
        }
    }

    private void loop() {
        while (!stopped) {
            boolean flush = unflushed.getAsBoolean();
            long left = LEASE_NANOS - (System.nanoTime() - polled);
            if (left > 0) {
                LockSupport.parkNanos(this, left);
                continue;
            }
            reading.lock();
            try {
                selecting = true; // before the look at the time: a poll sees this, or is seen
                if (System.nanoTime() - polled >= LEASE_NANOS) {
                    select(flush ? 1 : strangers > 0 ? GREETING_NANOS / 1_000_000 : -1);
                }
                selecting = false;
                drop();
            } finally {
                reading.unlock();
            }
        }
        closeAll();
    }

    /**
     * @param millis how long to wait; 0 not at all, less than 0 until something comes
     */
    private void select(long millis) {
        try {
            if (millis == 0) {
                int unused = selector.selectNow(this::ready);
            } else {
                int unused = selector.select(this::ready, Math.max(0, millis));
            }
        } catch (ClosedSelectorException e) {
            stopped = true;
        } catch (IOException e) {
            LOG.warn("Direct channels cannot be read any more; Ignite's connections are used", e);
            stopped = true;
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Incoming incoming) {
            read(key, incoming);
        } else {
            accept();
        }
    }

    private void accept() {
        SocketChannel channel = null;
        try {
            channel = server.accept();
            if (channel == null) {
                return;
            }
            if (strangers >= MOST_STRANGERS) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Incoming(channel, gate));
            strangers++;
        } catch (IOException | OutOfMemoryError e) { // no file, or no direct memory, left
            LOG.debug("A node could not connect directly", e);
            if (channel != null) {
                DirectChannels.close(channel);
            }
        }
    }

    private void read(SelectionKey key, Incoming incoming) {
        boolean stranger = incoming.from() == null;
        boolean open = false;
        try {
            open = incoming.read(receiver);
        } catch (IOException e) {
            LOG.debug("The direct channel from {} broke", incoming.from(), e);
        } catch (RefusedException e) {
            LOG.warn(
                    "A direct connection of {} was closed: {}",
                    stranger ? "a stranger" : "node " + incoming.from(),
                    e.getMessage());
        } catch (RuntimeException | Error e) { // who reads must go on, for the others
            LOG.error("A message of node {} failed; its channel is closed", incoming.from(), e);
        } finally {
            if (stranger && (!open || incoming.from() != null)) {
                strangers--;
            }
            if (!open) {
                key.cancel();
                DirectChannels.close(incoming.channel);
            }
        }
    }

    /** Closes connections of nodes that left, and those that do not say who they are. */
    private void drop() {
        var gone = new HashSet<UUID>();
        for (UUID node = departed.poll(); node != null; node = departed.poll()) {
            gone.add(node);
        }
        if (strangers == 0 && gone.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof Incoming incoming) {
                UUID from = incoming.from();
                boolean late = from == null && now - incoming.since > GREETING_NANOS;
                if (late || from != null && gone.contains(from)) {
                    strangers -= late ? 1 : 0;
                    key.cancel();
                    DirectChannels.close(incoming.channel);
                }
            }
        }
    }

    /** A node left: its channels are closed soon. */
    void left(UUID node) {
        departed.add(node);
        selector.wakeup();
    }

    /** Has the thread look for what is to be flushed. */
    void wakeup() {
        selector.wakeup();
    }

    /** Has the thread close everything. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    private void closeAll() {
        reading.lock();
        try {
            for (SelectionKey key : selector.keys()) {
                DirectChannels.close(key.channel());
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("The selector of direct channels could not be closed", e);
        } finally {
            reading.unlock();
        }
    }
}
