package io.wick.ignite.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxTest {
    private static final UUID NODE = new UUID(1, 2);

    private final List<Thread> threads = new ArrayList<>();
    private final ThreadFactory factory =
            body -> {
                Thread thread =
                        Thread.ofPlatform()
                                .daemon()
                                .uncaughtExceptionHandler((t, e) -> {})
                                .unstarted(body);
                threads.add(thread);
                return thread;
            };
    private final LongAdder sent = new LongAdder();
    private final FakeTransport transport = new FakeTransport();
    private final Outbox outbox = new Outbox(NODE, transport, factory, sent);

    /** Keeps what it is given; notices two sends at a time and arrays touched later. */
    private static final class FakeTransport implements Transport {
        final ConcurrentLinkedQueue<byte[]> batches = new ConcurrentLinkedQueue<>();
        final AtomicBoolean overlapped = new AtomicBoolean();
        private final AtomicInteger sending = new AtomicInteger();
        private final ConcurrentLinkedQueue<byte[]> given = new ConcurrentLinkedQueue<>();
        volatile CountDownLatch hold = new CountDownLatch(0);
        volatile CountDownLatch entered = new CountDownLatch(1);
        volatile int refuse;

        @Override
        public boolean send(UUID node, byte[] data, int length) {
            if (sending.incrementAndGet() > 1) {
                overlapped.set(true);
            }
            entered.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (refuse > 0) {
                refuse = refuse - 1;
                sending.decrementAndGet();
                return false;
            }
            batches.add(Arrays.copyOf(data, length));
            given.add(data);
            sending.decrementAndGet();
            return true;
        }

        List<Integer> numbers() {
            var all = new ArrayList<Integer>();
            for (byte[] batch : batches) {
                var in = new ByteReader(batch, 0, batch.length);
                while (in.remaining() > 0) {
                    all.add(in.int4());
                }
            }
            return all;
        }

        boolean touchedLater() {
            var copies = batches.iterator();
            for (byte[] array : given) {
                byte[] copy = copies.next();
                if (!Arrays.equals(Arrays.copyOf(array, copy.length), copy)) {
                    return true;
                }
            }
            return false;
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        transport.hold.countDown();
        outbox.close();
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(10))).as("the thread ends").isTrue();
        }
    }

    private void awaitNumbers(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(transport.numbers()).hasSize(count));
    }

    @Test
    void when_many_append_at_once_then_each_operation_is_sent_once_and_in_its_writers_order()
            throws Exception {
        int writers = 4;
        int each = 50_000;
        var all = new ArrayList<Thread>();
        for (int w = 0; w < writers; w++) {
            int writer = w;
            all.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = 0; i < each; i++) {
                                            int number = writer << 24 | i;
                                            boolean direct = writer % 2 == 0 || i % 7 == 0;
                                            outbox.append(out -> out.int4(number), direct);
                                        }
                                    }));
        }
        for (Thread thread : all) {
            assertThat(thread.join(Duration.ofSeconds(40))).isTrue();
        }
        awaitNumbers(writers * each);

        int[] next = new int[writers];
        for (int number : transport.numbers()) {
            if ((number & 0xFFFFFF) != next[number >>> 24]++) {
                assertThat(number & 0xFFFFFF)
                        .as("order of writer %d", number >>> 24)
                        .isEqualTo(next[number >>> 24] - 1);
            }
        }
        assertThat(next).containsOnly(each);
        assertThat(transport.overlapped).as("two sends at a time").isFalse();
        assertThat(transport.touchedLater()).isFalse();
        assertThat(sent.sum()).isEqualTo(4L * writers * each);
        assertThat(outbox.unsent()).isZero();
        assertThat(threads).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void when_alone_and_direct_then_the_callers_thread_sends() {
        outbox.append(out -> out.int4(1), true);

        assertThat(transport.numbers()).containsExactly(1);
        assertThat(threads).isEmpty();
    }

    @Test
    void when_a_message_is_on_its_way_then_the_next_batch_grows() throws Exception {
        transport.hold = new CountDownLatch(1);
        outbox.append(out -> out.int4(0), false);
        transport.entered.await();
        for (int i = 1; i <= 100; i++) {
            int number = i;
            outbox.append(out -> out.int4(number), i % 2 == 0);
        }
        assertThat(outbox.unsent()).isEqualTo(400);

        transport.hold.countDown();

        awaitNumbers(101);
        assertThat(transport.batches).hasSize(2);
        assertThat(transport.numbers()).isSorted();
    }

    @Test
    void when_an_operation_throws_then_nothing_of_it_is_sent_and_the_next_is() {
        for (RuntimeException problem :
                List.of(new IllegalStateException("a"), new IllegalArgumentException("b"))) {
            assertThatThrownBy(
                            () ->
                                    outbox.append(
                                            out -> {
                                                out.bytes(new byte[1000], 0, 1000);
                                                throw problem;
                                            },
                                            true))
                    .isSameAs(problem);
        }
        assertThatThrownBy(() -> outbox.append(OutboxTest::fails, false))
                .isInstanceOf(AssertionError.class);
        assertThat(outbox.unsent()).isZero();

        assertThat(outbox.append(out -> out.int4(7), true)).isTrue();

        assertThat(transport.numbers()).containsExactly(7);
    }

    private static void fails(ByteWriter out) {
        out.int4(1);
        throw new AssertionError("an error");
    }

    @Test
    void when_closed_then_what_is_unsent_is_dropped_and_appends_are_refused() throws Exception {
        transport.hold = new CountDownLatch(1);
        outbox.append(out -> out.int4(0), false);
        transport.entered.await();
        outbox.append(out -> out.int4(1), false);

        outbox.close();

        assertThat(outbox.append(out -> out.int4(2), true)).isFalse();
        assertThat(outbox.unsent()).isZero();
        transport.hold.countDown();
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(transport.numbers()).containsExactly(0);
    }

    @Test
    void when_a_send_is_refused_then_the_batch_goes_again_before_what_came_later() {
        for (boolean direct : new boolean[] {true, false}) {
            transport.batches.clear();
            transport.refuse = 2;
            for (int i = 0; i < 100; i++) {
                int number = i;
                assertThat(outbox.append(out -> out.int4(number), direct)).isTrue();
            }
            awaitNumbers(100);

            assertThat(transport.numbers()).isSorted().doesNotHaveDuplicates();
            assertThat(transport.overlapped).isFalse();
        }
        assertThat(sent.sum()).isEqualTo(800);
    }
}
