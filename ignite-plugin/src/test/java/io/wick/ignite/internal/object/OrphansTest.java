package io.wick.ignite.internal.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.TestLinks;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What a node deletes of owners that have left, as it hears of who holds it. */
class OrphansTest {
    private static final UUID HERE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID GONE = new UUID(0, 3);
    private static final UUID KEY = new UUID(7, 7);

    private final Bytes bytes = new Bytes();
    private final LaterTimer timer = new LaterTimer();
    private final LinkedBlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    private final Outbox outbox =
            new Outbox(
                    OTHER,
                    (to, data, length) -> sent.add(Arrays.copyOf(data, length)),
                    body -> Thread.ofPlatform().daemon().unstarted(body),
                    new LongAdder());
    private final List<Link> links = new ArrayList<>(List.of(TestLinks.ready(OTHER, outbox)));
    private final Orphans orphans = new Orphans(HERE, links, bytes, timer);

    /** Has the key until it is deleted. */
    private static final class Bytes implements Orphans.Store {
        final List<UUID> keys = new ArrayList<>(List.of(KEY));

        @Override
        public List<UUID> primaryKeysOfDeparted() {
            return List.copyOf(keys);
        }

        @Override
        public void removePrimary(UUID key) {
            keys.remove(key);
        }
    }

    private void told(Op op, UUID... keys) {
        var out = new ByteWriter();
        out.varint(keys.length);
        for (UUID key : keys) {
            out.uuid(key);
        }
        byte[] data = out.toByteArray();
        orphans.handle(op, OTHER, new ByteReader(data, 0, data.length));
    }

    @Test
    void when_nobody_holds_it_then_it_is_deleted_once_all_have_told() {
        orphans.ownerLeft(GONE, List.of());
        timer.pass(10_000);
        assertThat(bytes.keys).containsExactly(KEY);

        told(Op.ORPHANS_HELD);
        timer.pass(1_000);
        assertThat(bytes.keys).isEmpty();
    }

    @Test
    void when_another_holds_it_then_it_stays_until_that_lets_go() {
        orphans.ownerLeft(GONE, List.of());
        told(Op.ORPHANS_HELD, KEY);
        timer.pass(60_000);
        assertThat(bytes.keys).containsExactly(KEY);

        told(Op.ORPHANS_RELEASED, KEY);
        timer.pass(1_000);
        assertThat(bytes.keys).isEmpty();
    }

    @Test
    void when_its_holder_has_left_before_it_was_heard_then_it_is_deleted() {
        links.clear();
        told(Op.ORPHANS_HELD, KEY); // was under way
        orphans.ownerLeft(GONE, List.of());
        timer.pass(5_000);
        assertThat(bytes.keys).isEmpty();
    }

    @Test
    void when_this_node_joined_after_the_owner_left_then_it_hears_who_holds_what() {
        orphans.membersChanged();
        told(Op.ORPHANS_HELD, KEY);
        timer.pass(60_000);
        assertThat(bytes.keys).containsExactly(KEY);
    }

    @Test
    void when_nobody_told_this_node_since_the_last_change_then_nothing_is_deleted() {
        told(Op.ORPHANS_HELD);
        orphans.membersChanged();
        timer.pass(60_000);
        assertThat(bytes.keys).containsExactly(KEY);
    }

    @Test
    void when_it_was_written_after_its_owner_left_then_it_is_deleted_later() {
        bytes.keys.clear();
        orphans.ownerLeft(GONE, List.of());
        told(Op.ORPHANS_HELD);
        timer.pass(5_000);
        bytes.keys.add(KEY);
        timer.pass(30_000);
        assertThat(bytes.keys).isEmpty();
    }

    @Test
    void when_a_node_joins_then_it_is_told_what_is_held_here() throws InterruptedException {
        orphans.held(List.of(KEY));
        sent.take();

        orphans.membersChanged();

        byte[] data = sent.take();
        var in = new ByteReader(data, 0, data.length);
        assertThat(Op.of(in.byte1())).isEqualTo(Op.ORPHANS_HELD);
        assertThat(in.varint()).isEqualTo(1);
        assertThat(in.uuid()).isEqualTo(KEY);
    }

    /** Runs what is due as time is said to pass. */
    private static final class LaterTimer extends ScheduledThreadPoolExecutor {
        private final TreeMap<Long, List<Runnable>> due = new TreeMap<>();
        private long now;

        LaterTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            due.computeIfAbsent(now + unit.toMillis(delay), at -> new ArrayList<>()).add(command);
            return super.schedule(() -> {}, 0, unit);
        }

        void pass(long millis) {
            long end = now + millis;
            while (!due.isEmpty() && due.firstKey() <= end) {
                Map.Entry<Long, List<Runnable>> next = due.pollFirstEntry();
                now = next.getKey();
                next.getValue().forEach(Runnable::run);
            }
            now = end;
        }
    }
}
