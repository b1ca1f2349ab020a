package io.wick.ignite.internal.cluster;

import io.wick.error.WickException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.membership.Majority;
import io.wick.internal.membership.Majority.Standing;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.managers.discovery.DiscoCache;
import org.apache.ignite.internal.managers.eventstorage.DiscoveryEventListener;
import org.apache.ignite.internal.managers.eventstorage.HighPriorityListener;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Carries out {@link Majority} on a server: hears of losses before Ignite's caches do, so that what
 * they then let through is not told to anybody before it is known that this part goes on. On
 * clients everything counts as settled.
 */
public final class MajorityWatch implements DiscoveryEventListener, HighPriorityListener {
    private static final int[] EVENTS = {
        EventType.EVT_NODE_JOINED,
        EventType.EVT_NODE_LEFT,
        EventType.EVT_NODE_FAILED,
        EventType.EVT_NODE_SEGMENTED
    };

    /** Losses of one cut are noticed one after the other, each after a detection time or two. */
    private static final int WINDOW_DETECTIONS = 3;

    private static final long ASK_AGAIN_MILLIS = 100;

    private final IgniteEx ignite;
    private final Members members;
    private final ScheduledExecutorService timer;
    private final Executor callbacks;
    private final Machines machines;
    private final long windowNanos;
    private final Runnable onLost;
    private final Supplier<WickException> lost;
    private final Majority majority;
    private final ClusterNode local;
    private final Map<UUID, ClusterNode> servers = new HashMap<>(); // guarded by this, as below
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean stopped;
    private boolean looking;
    private boolean told;
    private volatile boolean sure = true;
    private volatile long seen; // the version of the topology

    /**
     * The watch of a node that has joined.
     *
     * @param required whether the server stops taking part when it has lost the majority
     * @param callbacks runs what may block, each on a thread of its own
     * @param onLost called once, when the server is not to take part any more; on any thread, and
     *     must not block
     * @param lost the error of those who wait then
     */
    public MajorityWatch(
            IgniteEx ignite,
            Members members,
            boolean required,
            ScheduledExecutorService timer,
            Executor callbacks,
            Runnable onLost,
            Supplier<WickException> lost) {
        this.ignite = ignite;
        this.members = members;
        this.timer = timer;
        this.callbacks = callbacks;
        this.onLost = onLost;
        this.lost = lost;
        long detection = ignite.configuration().getFailureDetectionTimeout();
        this.machines = new Machines(detection);
        this.windowNanos = TimeUnit.MILLISECONDS.toNanos(WINDOW_DETECTIONS * detection);
        this.local = ignite.cluster().localNode();
        this.majority = new Majority(local.id(), local.order(), required, windowNanos);
    }

    /** Begins to watch; on servers. */
    public void start() {
        if (ignite.cluster().localNode().isClient()) {
            return;
        }
        ignite.context().event().addDiscoveryEventListener(this, EVENTS);
        synchronized (this) {
            ignite.cluster().nodes().forEach(this::joined);
            seen = Math.max(seen, ignite.cluster().topologyVersion());
        }
    }

    /** Ends; who waits goes on, or is refused when the majority was lost. */
    public void stop() {
        ignite.context().event().removeDiscoveryEventListener(this, EVENTS);
        synchronized (this) {
            stopped = true;
            waiting.clear();
            notifyAll();
        }
    }

    /** Before all others, so that nothing is let through that this has not heard of. */
    @Override
    public int order() {
        return Integer.MIN_VALUE;
    }

    @Override
    public synchronized void onEvent(DiscoveryEvent event, DiscoCache cache) {
        if (isLost()) {
            return; // who is out comes back to the servers that there were, whoever ends meanwhile
        }
        ClusterNode node = event.eventNode();
        switch (event.type()) {
            case EventType.EVT_NODE_JOINED -> joined(node);
            case EventType.EVT_NODE_LEFT -> {
                servers.remove(node.id());
                majority.left(node.id());
            }
            case EventType.EVT_NODE_FAILED -> failed(node);
            default -> majority.expelled();
        }
        seen = event.topologyVersion();
        judged();
    }

    private void joined(ClusterNode node) {
        if (!node.isClient() && node.attribute(Members.RUNS) != null) {
            servers.put(node.id(), node);
            majority.joined(node.id(), node.order());
        }
    }

    private void failed(ClusterNode node) {
        if (!majority.failed(node.id(), System.nanoTime())) {
            return;
        }
        callbacks.execute(
                () -> {
                    boolean gone = machines.isOnlyProcessGone(node);
                    synchronized (this) {
                        if (gone) {
                            majority.gone(node.id());
                        } else {
                            majority.unreachable(node.id());
                        }
                        judged();
                    }
                });
        ask();
        lookAgain();
    }

    private void ask() {
        int round = majority.round();
        for (UUID server : majority.connected()) {
            members.send(
                    server,
                    out -> {
                        out.byte1(Op.MAJORITY_ASK.code());
                        out.varint(round);
                    });
        }
    }

    private void lookAgain() {
        if (!looking && !stopped) {
            looking = true;
            var unused = timer.schedule(this::look, ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void look() {
        looking = false;
        majority.tick(System.nanoTime());
        if (majority.standing() == Standing.UNSURE) {
            ask();
        }
        judged();
        if (majority.isSettled()) {
            servers.values().removeIf(server -> ignite.cluster().node(server.id()) == null);
        } else if (!isLost()) {
            lookAgain();
        }
    }

    /** Another server asks, or has answered. */
    public void handle(Op op, UUID from, ByteReader in) {
        int round = in.varint();
        if (op == Op.MAJORITY_ASK) {
            members.send(
                    from,
                    out -> {
                        out.byte1(Op.MAJORITY_ANSWER.code());
                        out.varint(round);
                    });
            return;
        }
        synchronized (this) {
            majority.answered(from, round);
            judged();
        }
    }

    /** What follows from where this server stands now. */
    private void judged() {
        Standing now = majority.standing();
        sure = now == Standing.SURE;
        if (sure) {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        } else if (now == Standing.LOST && !told && !stopped) {
            told = true;
            onLost.run();
        }
        notifyAll();
    }

    /**
     * Runs this as soon as it is known that this part of the cluster goes on: now, or later on
     * another thread, or never. In order; it must not block.
     */
    public void whenSure(Runnable next) {
        synchronized (this) {
            if (!sure) {
                if (!stopped) {
                    waiting.add(next);
                }
                return;
            }
        }
        next.run();
    }

    /**
     * Waits until it is known that this part of the cluster goes on. What is asked after a change
     * of a cache is that the change will not be lost with this part.
     *
     * @throws WickException when it does not
     */
    public void awaitSure() {
        if (sure && seen >= version()) {
            return;
        }
        boolean interrupted = false;
        boolean isLost;
        long deadline = System.nanoTime() + windowNanos;
        synchronized (this) {
            // Ignite may know of a loss that this is about to hear of
            while (!isKnown(deadline)) {
                try {
                    wait(1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            isLost = isLost();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (isLost) {
            throw lost.get();
        }
    }

    private boolean isKnown(long deadline) {
        Standing now = majority.standing();
        return stopped
                || now == Standing.LOST
                || now == Standing.SURE && (seen >= version() || System.nanoTime() - deadline >= 0);
    }

    private long version() {
        return seen == 0 ? 0 : ignite.context().discovery().topologyVersion(); // 0 on clients
    }

    /** Whether this server is not to take part any more. */
    public synchronized boolean isLost() {
        return majority.standing() == Standing.LOST;
    }

    /**
     * Where the servers listen that were in the cluster before the last losses, but this one. It
     * does not change any more when the majority is lost.
     */
    public synchronized List<List<InetSocketAddress>> lastSeen() {
        UUID self = ignite.context().localNodeId();
        return servers.values().stream()
                .filter(server -> !server.id().equals(self))
                .sorted(Comparator.comparingLong(ClusterNode::order))
                .map(Machines::addresses)
                .toList();
    }

    /** How many of those are older than this one; also while Ignite stops, which asks nobody. */
    public synchronized int olderServers() {
        long own = local.order();
        return (int) servers.values().stream().filter(server -> server.order() < own).count();
    }
}
