package io.wick.ignite.internal.object;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.TestLinks;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Ref tables of several nodes in one JVM, joined by real outboxes over a transport in memory. No
 * object store: values are small and travel inside messages. Time stands still: what a table
 * schedules runs at {@link Node#timePasses}.
 */
final class FakeNodes implements AutoCloseable {
    private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();

    Node add(int number) {
        var node = new Node(new UUID(0, number));
        nodes.put(node.id, node);
        return node;
    }

    /** Takes a node out; the others hear of it. */
    void leave(Node gone) {
        nodes.remove(gone.id);
        for (Node node : nodes.values()) {
            Link link = node.links.remove(gone.id);
            if (link != null) {
                link.outbox().close();
            }
            node.refs.left(gone.id);
        }
    }

    @Override
    public void close() {
        nodes.values().forEach(Node::close);
    }

    /** Stores nothing. */
    private static final class NoBytes implements Orphans.Store {
        @Override
        public List<UUID> primaryKeysOfDeparted() {
            return List.of();
        }

        @Override
        public void removePrimary(UUID key) {}
    }

    /** One node. */
    final class Node extends FakeHome {
        final UUID id;
        final Reaper reaper = new Reaper();
        final RefTable refs;
        final Orphans orphans;
        final ConcurrentLinkedQueue<Op> received = new ConcurrentLinkedQueue<>();
        final ExecutorService callbacks = Executors.newSingleThreadExecutor();
        final Map<UUID, Link> links = new ConcurrentHashMap<>();
        final Timer timer = new Timer();
        private final List<Thread> threads = new ArrayList<>();

        Node(UUID id) {
            this.id = id;
            reaper.start(this::thread);
            orphans = new Orphans(id, links.values(), new NoBytes(), timer);
            refs =
                    new RefTable(
                            id,
                            this,
                            this::link,
                            reaper,
                            timer,
                            FakeNodes.class::getClassLoader,
                            () -> {
                                throw new UnsupportedOperationException();
                            },
                            null,
                            orphans,
                            1024);
        }

        private Thread thread(Runnable body) {
            Thread thread = Thread.ofPlatform().daemon().unstarted(body);
            synchronized (threads) {
                threads.add(thread);
            }
            return thread;
        }

        private Link link(UUID other) {
            if (!nodes.containsKey(other) || other.equals(id)) {
                return null;
            }
            return links.computeIfAbsent(
                    other,
                    key ->
                            TestLinks.to(
                                    key,
                                    new Outbox(key, this::deliver, this::thread, new LongAdder())));
        }

        private boolean deliver(UUID to, byte[] data, int length) {
            Node target = nodes.get(to);
            if (target == null) {
                return false;
            }
            var in = new ByteReader(Arrays.copyOf(data, length), 0, length);
            while (in.remaining() > 0) {
                Op op = Op.of(in.byte1());
                if (op == Op.ORPHANS_HELD || op == Op.ORPHANS_RELEASED) {
                    target.orphans.handle(op, id, in);
                } else {
                    target.refs.handle(op, id, in);
                }
                target.received.add(op);
            }
            return true;
        }

        /** Runs what was scheduled until now. */
        void timePasses() {
            for (Runnable due = timer.due.poll(); due != null; due = timer.due.poll()) {
                due.run();
            }
        }

        Ref<Object> pending() {
            return new Ref<>(this, null);
        }

        Ref<Object> done(Object value) {
            Ref<Object> ref = pending();
            ref.complete(value);
            return ref;
        }

        /** Hands a ref over as a message to that node would, and gives what arrives there. */
        Ref<?> handTo(Node other, Ref<?> ref) {
            return readBy(other, descriptor(ref, other));
        }

        /** The bytes of a descriptor for a node, or for whoever reads it from the store. */
        byte[] descriptor(Ref<?> ref, Node to) {
            var out = new ByteWriter();
            refs.writeDescriptor(out, ref, to == null ? null : new Receiver(to.id));
            return out.toByteArray();
        }

        Ref<?> readBy(Node other, byte[] descriptor) {
            return other.refs.readDescriptor(
                    new ByteReader(descriptor, 0, descriptor.length), new Sender(id));
        }

        Ref<?> readFromStore(byte[] descriptor) {
            return refs.readDescriptor(new ByteReader(descriptor, 0, descriptor.length), null);
        }

        @Override
        public Object decode(Object outcome) {
            return refs.outcomes().decode(outcome);
        }

        @Override
        public void resolve(Ref<?> borrowed) {
            refs.resolve(borrowed);
        }

        @Override
        public void free(Ref<?> ref) {
            UUID owner = ref.owner();
            if (owner == null) {
                refs.freeLocal(ref, describe(ref));
            } else {
                refs.freeBorrowed(ref, owner);
            }
        }

        @Override
        public ExecutorService callbacks() {
            return callbacks;
        }

        void close() {
            links.values().forEach(link -> link.outbox().close());
            reaper.stop();
            callbacks.shutdownNow();
            timer.shutdownNow();
        }
    }

    /** A timer whose clock the test moves. */
    static final class Timer extends ScheduledThreadPoolExecutor {
        final ConcurrentLinkedQueue<Runnable> due = new ConcurrentLinkedQueue<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            due.add(command);
            return new Never();
        }
    }

    /** The handle of something scheduled; nobody asks it. */
    private static final class Never extends java.util.concurrent.FutureTask<Void>
            implements ScheduledFuture<Void> {
        Never() {
            super(() -> null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
