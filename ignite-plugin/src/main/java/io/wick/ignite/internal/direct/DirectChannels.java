package io.wick.ignite.internal.direct;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;
import io.wick.ignite.internal.wire.Transport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/**
 * The direct channels of a node: one to each node that it sends values of graph edges to, made when
 * the first is sent. A message may be lost with its channel, and may overtake those that go through
 * Ignite; the course of a run stands both. Thread-safe.
 */
public final class DirectChannels {
    /** Larger messages go through Ignite. */
    public static final int MOST_BYTES = 16 << 10;

    private static final int CONNECT_MILLIS = 1000;
    private static final int HIGHEST_PORT = 65_535;

    /** So long after a refusal or a loss a node is asked again. */
    private static final long AGAIN_NANOS = 10_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(DirectChannels.class);

    private final UUID local;
    private final Ways ways;
    private final Transport.Receiver receiver;
    private final ThreadFactory threads;
    private final Executor connectors;
    private final LongAdder sentBytes;
    private final byte[] secret = Greeting.newSecret();
    private final Map<UUID, Outgoing> outgoing = new ConcurrentHashMap<>();
    private final Set<Outgoing> unflushed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Arrivals arrivals;
    private boolean refused;
    private volatile boolean stopped;

    /**
     * @param connectors runs what waits for a connection
     */
    public DirectChannels(
            UUID local,
            Ways ways,
            Transport.Receiver receiver,
            ThreadFactory threads,
            Executor connectors,
            LongAdder sentBytes) {
        this.local = local;
        this.ways = ways;
        this.receiver = receiver;
        this.threads = threads;
        this.connectors = connectors;
        this.sentBytes = sentBytes;
    }

    /** What channels are made with. */
    public interface Ways {
        /** Where this node listens, with port 0; null when it must not. */
        @Nullable InetSocketAddress bind();

        /** Under which addresses a node may be reached. */
        Collection<InetAddress> addresses(UUID node);

        /** Sends an operation through Ignite. */
        void send(UUID node, Outbox.Operation operation);
    }

    /**
     * Sends a message. The first one to a node asks for a channel.
     *
     * @return false when it has to go through Ignite
     */
    public boolean send(UUID node, byte[] data, int length) {
        if (length > MOST_BYTES) {
            return false;
        }
        long now = System.nanoTime();
        Outgoing to = outgoing.get(node);
        if (to == null) {
            ask(node, now);
            return false;
        }
        if (!to.send(data, length, now)) {
            if (to.isStale(now, AGAIN_NANOS) && outgoing.remove(node, to)) {
                to.close();
            }
            return false;
        }
        sentBytes.add(length);
        Arrivals thread = arrivals;
        if (to.isUnflushed() && thread != null) {
            unflushed.add(to);
            thread.wakeup();
        }
        return true;
    }

    /** Reads what has come, for somebody who waits for it; never blocks. */
    public void poll() {
        Arrivals open = arrivals;
        if (open != null) {
            open.poll();
        }
    }

    private void ask(UUID node, long now) {
        if (stopped || open() == null || outgoing.putIfAbsent(node, new Outgoing(now)) != null) {
            return;
        }
        ways.send(node, out -> out.byte1(Op.DIRECT_ASK.code()));
    }

    /** Listens from the first need on; null when that is not possible. */
    private @Nullable Arrivals open() {
        Arrivals known = arrivals;
        return known != null || refused ? known : listen();
    }

    private synchronized @Nullable Arrivals listen() {
        InetSocketAddress bind = ways.bind();
        if (arrivals != null || refused || stopped) {
            return arrivals;
        }
        if (bind == null) {
            refused = true;
            return null;
        }
        try {
            arrivals =
                    new Arrivals(
                            bind,
                            greeting -> greeting.knows(secret),
                            receiver,
                            this::flush,
                            threads);
        } catch (IOException e) {
            refused = true;
            LOG.warn("No direct channels: cannot listen on {}", bind, e);
        }
        return arrivals;
    }

    private boolean flush() {
        if (unflushed.isEmpty()) {
            return false;
        }
        for (Outgoing to : unflushed.toArray(Outgoing[]::new)) {
            unflushed.remove(to); // first: who sends meanwhile may add it again
            if (!to.flush() && to.isUnflushed()) {
                unflushed.add(to);
            }
        }
        return !unflushed.isEmpty();
    }

    /** A node wants to send directly: tells it where, or that it cannot. */
    public void asked(UUID from) {
        Arrivals open = open();
        int port;
        try {
            port = open == null ? 0 : open.port();
        } catch (IOException e) {
            port = 0;
        }
        int known = port;
        ways.send(
                from,
                out -> {
                    out.byte1(Op.DIRECT_OFFER.code());
                    out.varint(known);
                    out.block(secret);
                });
    }

    /** A node that was asked says where it listens. */
    public void offered(UUID from, ByteReader in) {
        int port = in.varint();
        byte[] theirs = in.block();
        if (theirs.length != Greeting.SECRET_BYTES) {
            throw new SerializationException(
                    "Corrupted bytes: a secret of "
                            + theirs.length
                            + " bytes, expected "
                            + Greeting.SECRET_BYTES);
        }
        Outgoing to = outgoing.get(from);
        if (to == null) {
            return;
        }
        if (port <= 0 || port > HIGHEST_PORT) {
            to.close();
        } else {
            connectors.execute(() -> connect(from, to, port, theirs));
        }
    }

    private void connect(UUID node, Outgoing to, int port, byte[] theirs) {
        IOException failure = null;
        for (InetAddress address : ways.addresses(node)) {
            try {
                SocketChannel channel = connect(new InetSocketAddress(address, port), theirs);
                if (!to.open(channel, System.nanoTime())) {
                    close(channel);
                }
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        to.close();
        LOG.info(
                "Node {} cannot be reached directly at port {}; small values to it take the longer"
                        + " way through Ignite",
                node,
                port,
                failure);
    }

    private SocketChannel connect(InetSocketAddress address, byte[] theirs) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, CONNECT_MILLIS);
            var greeting = new Greeting(local, theirs).write();
            while (greeting.hasRemaining()) {
                int unused = channel.write(greeting);
            }
            channel.socket().setSoTimeout(CONNECT_MILLIS);
            int answer = channel.socket().getInputStream().read();
            if (answer != Greeting.WELCOME) {
                throw new IOException(address + " is not the node that was asked");
            }
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    /** A node left. */
    public void left(UUID node) {
        Outgoing to = outgoing.remove(node);
        if (to != null) {
            to.close();
        }
        Arrivals open = arrivals;
        if (open != null) {
            open.left(node);
        }
    }

    /** Channels that can be sent on. */
    public int count() {
        return (int) outgoing.values().stream().filter(Outgoing::isOpen).count();
    }

    /** Closes all; the node stops. */
    public synchronized void stop() {
        stopped = true;
        outgoing.values().forEach(Outgoing::close);
        Arrivals open = arrivals;
        if (open != null) {
            open.stop();
        }
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A channel could not be closed", e);
        }
    }
}
