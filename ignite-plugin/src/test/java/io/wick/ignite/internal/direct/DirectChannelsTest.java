package io.wick.ignite.internal.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;
import io.wick.ignite.internal.wire.Transport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/** Channels between nodes of one JVM; what goes through Ignite is handed over at once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectChannelsTest {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("direct-test-", 0).factory();

    private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();
    private final Node a = new Node(true);
    private final Node b = new Node(true);

    private final class Node implements DirectChannels.Ways, Transport.Receiver {
        final UUID id = UUID.randomUUID();
        final boolean listens;
        final Queue<byte[]> received = new ConcurrentLinkedQueue<>();
        final Set<Thread> receivers = ConcurrentHashMap.newKeySet();
        volatile int offered;
        volatile @Nullable Error fails;
        volatile @Nullable CountDownLatch hold;
        final LongAdder sent = new LongAdder();
        final DirectChannels channels;

        Node(boolean listens) {
            this.listens = listens;
            channels = new DirectChannels(id, this, this, THREADS, Thread.ofVirtual()::start, sent);
            nodes.put(id, this);
        }

        @Override
        public @Nullable InetSocketAddress bind() {
            return listens ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0) : null;
        }

        @Override
        public Collection<InetAddress> addresses(UUID node) {
            return List.of(InetAddress.getLoopbackAddress());
        }

        @Override
        public void send(UUID node, Outbox.Operation operation) {
            var out = new ByteWriter();
            operation.write(out);
            Node to = nodes.get(node);
            if (to == null) {
                return;
            }
            var in = new ByteReader(out.array(), 0, out.size());
            switch (Op.of(in.byte1())) {
                case DIRECT_ASK -> to.channels.asked(id);
                case DIRECT_OFFER -> {
                    to.offered = new ByteReader(out.array(), 1, out.size() - 1).varint();
                    to.channels.offered(id, in);
                }
                case null, default -> throw new IllegalStateException("not for channels");
            }
        }

        @Override
        public void received(UUID from, byte[] data, int length) {
            CountDownLatch wait = hold;
            try {
                if (wait != null) {
                    wait.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Error thrown = fails;
            if (thrown != null) {
                fails = null;
                throw thrown;
            }
            receivers.add(Thread.currentThread());
            received.add(Arrays.copyOf(data, length));
        }

        boolean send(Node to, byte[] data) {
            return channels.send(to.id, data, data.length);
        }

        /** Sends until there is a channel that takes it. */
        void connect(Node to) {
            await().atMost(Duration.ofSeconds(20)).until(() -> send(to, new byte[] {42}));
        }

        int port() {
            return offered;
        }
    }

    @AfterEach
    void stop() {
        nodes.values().forEach(node -> node.channels.stop());
    }

    private static byte[] message(int number, int length) {
        return ByteBuffer.allocate(Math.max(4, length)).putInt(number).array();
    }

    @Test
    void when_a_first_message_is_sent_then_it_goes_the_other_way_and_later_ones_directly() {
        assertThat(a.send(b, message(0, 8))).isFalse();

        a.connect(b);

        await().untilAsserted(() -> assertThat(b.received).containsExactly(new byte[] {42}));
        assertThat(a.channels.count()).isEqualTo(1);
        assertThat(b.channels.count()).as("each direction has its own").isZero();
        assertThat(a.sent.sum()).isEqualTo(1);
    }

    @Test
    void when_an_offer_has_a_secret_of_another_length_then_it_is_refused() {
        var offer = new ByteWriter();
        offer.varint(1).block(new byte[17]);

        assertThatThrownBy(
                        () ->
                                a.channels.offered(
                                        b.id, new ByteReader(offer.array(), 0, offer.size())))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a secret of 17 bytes, expected 16");
    }

    @Test
    void when_somebody_polls_then_he_receives_on_his_thread() {
        a.connect(b);

        // no pause between polls: after one, the thread of the node is back and reads first
        while (!b.receivers.contains(Thread.currentThread())) {
            b.channels.poll();
            boolean unused = a.send(b, message(1, 8));
        }

        assertThat(b.received).contains(message(1, 8));
    }

    @Test
    void when_messages_are_sent_by_several_threads_then_each_comes_whole_and_once()
            throws Exception {
        a.connect(b);
        var sent = ConcurrentHashMap.<Integer>newKeySet();
        var senders = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            int first = t * 100_000 + 1;
            senders.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        var random = new Random(first);
                                        for (int i = first; i < first + 2_000; i++) {
                                            int length =
                                                    random.nextInt(DirectChannels.MOST_BYTES + 1);
                                            if (a.send(b, message(i, length))) {
                                                sent.add(i);
                                            }
                                        }
                                    }));
        }
        for (Thread sender : senders) {
            sender.join();
        }

        assertThat(sent).isNotEmpty();
        await().untilAsserted(() -> assertThat(b.received).hasSize(sent.size() + 1));
        var numbers =
                b.received.stream()
                        .filter(data -> data.length >= 4)
                        .map(data -> ByteBuffer.wrap(data).getInt())
                        .toList();
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void when_the_receiver_is_slow_then_what_was_taken_comes_and_the_rest_is_refused() {
        a.connect(b);
        await().until(() -> b.received.size() == 1);
        var hold = new CountDownLatch(1);
        b.hold = hold;
        int taken = 0;
        int refusals = 0;
        for (int i = 0; refusals < 1_000; i++) {
            if (a.send(b, message(i, DirectChannels.MOST_BYTES))) {
                taken++;
                refusals = 0;
            } else {
                refusals++;
                Thread.onSpinWait();
            }
        }

        hold.countDown();

        int expected = taken + 1;
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(b.received).hasSize(expected));
    }

    @Test
    void when_more_than_a_burst_is_sent_at_once_then_the_rest_is_refused() {
        var outgoing = new Outgoing(0);

        assertThat(outgoing.send(new byte[1], 1, 0)).as("not open").isFalse();
        a.connect(b);
        int taken = 0;
        long begin = System.nanoTime();
        while (taken < 10 * Outgoing.BURST && a.send(b, message(taken, 8))) {
            taken++;
        }
        long end = System.nanoTime();

        assertThat(taken).isLessThanOrEqualTo(Outgoing.BURST + (int) paid(end - begin) + 1);
    }

    private static long paid(long nanos) {
        return nanos / Outgoing.PACE_NANOS;
    }

    @Test
    void when_a_message_cannot_be_taken_then_those_of_other_nodes_come_still() {
        Node c = new Node(true);
        a.connect(b);
        c.connect(b);
        await().until(() -> b.received.size() == 2);
        b.fails = new StackOverflowError("as a decoder may");

        a.connect(b);
        await().until(() -> b.fails == null);
        c.connect(b);

        await().untilAsserted(() -> assertThat(b.received).hasSize(3));
        await().untilAsserted(() -> assertThat(a.send(b, message(1, 8))).isFalse());
    }

    @Test
    void when_nothing_was_sent_for_long_then_a_channel_is_stale() throws Exception {
        try (var server = ServerSocketChannel.open().bind(a.bind());
                var channel = SocketChannel.open(server.getLocalAddress())) {
            channel.configureBlocking(false);
            var outgoing = new Outgoing(0);
            assertThat(outgoing.open(channel, 1)).isTrue();
            long later = Outgoing.IDLE_NANOS;

            assertThat(outgoing.send(new byte[1], 1, later)).isTrue();
            assertThat(outgoing.send(new byte[1], 1, 2 * later)).isTrue();
            assertThat(outgoing.isStale(3 * later, 0)).isFalse();
            assertThat(outgoing.isStale(3 * later + 1, 0)).isTrue();
            assertThat(outgoing.send(new byte[1], 1, 3 * later + 1)).isFalse();
        }
    }

    @Test
    void when_an_interrupted_thread_sends_and_reads_then_the_channel_stays_open() {
        a.connect(b);

        Thread.currentThread().interrupt();
        boolean sent = a.send(b, message(1, 8));
        b.channels.poll();
        boolean interrupted = Thread.interrupted();

        assertThat(interrupted).isTrue();
        assertThat(sent).isTrue();
        assertThat(a.channels.count()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(b.received).hasSize(2));
    }

    @Test
    void when_a_message_is_large_then_it_goes_the_other_way() {
        a.connect(b);

        assertThat(a.send(b, new byte[DirectChannels.MOST_BYTES + 1])).isFalse();
    }

    @Test
    void when_a_node_must_not_listen_then_it_is_not_connected_and_does_not_ask() {
        Node closed = new Node(false);

        assertThat(a.send(closed, message(0, 8))).isFalse();
        assertThat(a.send(closed, message(0, 8))).isFalse();
        assertThat(closed.send(a, message(0, 8))).isFalse();

        assertThat(a.channels.count()).isZero();
        assertThat(closed.channels.count()).isZero();
        assertThat(closed.received).isEmpty();
    }

    @Test
    void when_strangers_send_damaged_greetings_then_members_connect_still() throws Exception {
        a.connect(b);
        await().until(() -> b.received.size() == 1);
        var random = new Random();
        for (int i = 0; i < 40; i++) {
            byte[] greeting = new Greeting(a.id, new byte[Greeting.SECRET_BYTES]).write().array();
            greeting[random.nextInt(greeting.length)] ^= (byte) (1 << random.nextInt(8));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), a.port())) {
                socket.getOutputStream().write(greeting, 0, random.nextInt(greeting.length + 1));
            }
        }

        b.connect(a);

        await().untilAsserted(() -> assertThat(a.received).containsExactly(new byte[] {42}));
    }

    @Test
    void when_a_node_offers_no_port_then_nothing_is_sent_there_directly() {
        for (int port : new int[] {-1, 0, 65_536, Integer.MAX_VALUE}) {
            boolean unused = a.send(b, message(0, 8));
            var offer = new ByteWriter().varint(port).block(new byte[Greeting.SECRET_BYTES]);

            a.channels.offered(b.id, new ByteReader(offer.array(), 0, offer.size()));
        }

        assertThat(b.received).isEmpty();
    }

    @Test
    void when_a_stranger_connects_then_nothing_of_it_is_received() throws Exception {
        a.connect(b);
        await().until(() -> b.received.size() == 1);
        byte[] guess = new Greeting(a.id, new byte[Greeting.SECRET_BYTES]).write().array();
        byte[] noise = new byte[200];
        new Random(7).nextBytes(noise);

        for (byte[] greeting : List.of(guess, noise)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), a.port())) {
                socket.getOutputStream().write(greeting);
                socket.getOutputStream()
                        .write(ByteBuffer.allocate(12).putInt(8).putLong(666).array());
                assertThat(isClosed(socket)).isTrue();
            }
        }

        assertThat(b.received).hasSize(1);
        a.connect(b);
    }

    @Test
    void when_a_stranger_says_nothing_then_it_is_closed() throws Exception {
        a.connect(b);

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), a.port())) {
            assertThat(isClosed(socket)).isTrue();
        }
    }

    /** Waits until the other side has closed a connection. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    @Test
    void when_a_node_leaves_then_its_channels_are_closed() {
        a.connect(b);
        b.connect(a);

        a.channels.left(b.id);

        assertThat(a.channels.count()).isZero();
        await().untilAsserted(() -> assertThat(b.send(a, message(1, 8))).isFalse());
    }

    @Test
    void when_stopped_then_nothing_is_sent_and_its_port_is_closed() {
        a.connect(b);
        int port = a.port();

        b.channels.stop();
        a.channels.stop();

        assertThat(a.send(b, message(1, 8))).isFalse();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                                return !socket.isConnected();
                            } catch (IOException e) {
                                return true;
                            }
                        });
    }
}
