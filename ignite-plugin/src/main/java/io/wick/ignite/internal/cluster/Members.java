package io.wick.ignite.internal.cluster;

import io.wick.NodeInfo;
import io.wick.Resources;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;
import io.wick.ignite.internal.wire.Transport;
import io.wick.internal.bounded.Recent;
import io.wick.internal.scheduler.Placer;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteClientDisconnectedException;
import org.apache.ignite.IgniteIllegalStateException;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/**
 * The nodes that run Wick. A node counts from its hello, which it sends to all when its engine has
 * started and answers when it gets one, until Ignite says that it left.
 */
public final class Members {
    /** Node attribute: true where Wick runs. Caches on disk ask for it, so it must stay. */
    public static final String RUNS = "io.wick";

    /** Node attribute: the wire version. */
    public static final String VERSION = "io.wick.wire";

    /** Node attribute: resources, {@code name=thousandths} joined by commas. */
    public static final String CAPACITY = "io.wick.resources";

    /** Node attribute prefix of user attributes. */
    public static final String ATTRIBUTE = "io.wick.attribute.";

    /** Nodes that left; clients may come and go for years. */
    private static final int REMEMBERED = 10_000;

    private final Ignite ignite;
    private final UUID local;
    private final NodeInfo self;
    private final Transport transport;
    private final ThreadFactory threads;
    private final LongAdder sentBytes;
    private final Map<UUID, Link> links = new ConcurrentHashMap<>();
    private final Set<UUID> gone =
            Collections.synchronizedSet(Collections.newSetFromMap(new Recent<>(REMEMBERED)));
    private volatile boolean retired;
    private volatile boolean stopped;

    public Members(
            Ignite ignite,
            NodeInfo self,
            Transport transport,
            ThreadFactory threads,
            LongAdder sentBytes) {
        this.ignite = ignite;
        this.local = self.id();
        this.self = self;
        this.transport = transport;
        this.threads = threads;
        this.sentBytes = sentBytes;
    }

    /** Greets all nodes that run Wick. */
    public void start() {
        for (ClusterNode node : ignite.cluster().nodes()) {
            Link link = node.isLocal() ? null : link(node.id());
            if (link != null) {
                sendHello(link, true);
            }
        }
    }

    /**
     * Waits, not longer than this, until all nodes that run Wick have said hello: a task submitted
     * right after the start finds them.
     */
    public void awaitHellos(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (links) {
            while (!allGreeted()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                try {
                    links.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private boolean allGreeted() {
        for (ClusterNode node : ignite.cluster().nodes()) {
            Link link = node.isLocal() ? null : link(node.id());
            if (link != null && !link.ready()) {
                return false;
            }
        }
        return true;
    }

    /** The link to a node; null when it is not in the cluster or does not run Wick. */
    public @Nullable Link link(UUID id) {
        Link link = links.get(id);
        if (link != null) {
            return link;
        }
        if (stopped) {
            return null; // a new link would lead nowhere
        }
        ClusterNode node;
        try {
            node = ignite.cluster().node(id);
        } catch (IgniteClientDisconnectedException | IgniteIllegalStateException e) {
            return null; // this client is cut off, or this node stops, which is about to be heard
        }
        if (node == null
                || node.isLocal()
                || node.attribute(VERSION) == null
                || gone.contains(id)) {
            return null;
        }
        return links.computeIfAbsent(
                id,
                key ->
                        new Link(
                                key,
                                node.isClient(),
                                parse(node.attribute(CAPACITY)),
                                attributes(node),
                                new Outbox(key, transport, threads, sentBytes)));
    }

    /** Sends an operation to a node soon, unless it has left. */
    public void send(UUID node, Outbox.Operation operation) {
        Link link = link(node);
        if (link != null) {
            var unused = link.outbox().append(operation, false);
        }
    }

    /** A node said hello. */
    public void hello(UUID from, ByteReader in) {
        boolean answer = in.bool();
        Link link = link(from);
        if (link != null) {
            link.greeted();
            synchronized (links) {
                links.notifyAll();
            }
            if (answer) {
                sendHello(link, false);
            }
        }
    }

    /** Tells the clients that a node has left, be it in order or dead. */
    public void tellClients(UUID id, boolean inOrder) {
        for (Link link : links.values()) {
            if (link.client() && !link.id().equals(id)) {
                var unused =
                        link.outbox()
                                .append(
                                        out -> {
                                            out.byte1(Op.LEFT.code());
                                            out.uuid(id);
                                            out.bool(inOrder);
                                        },
                                        false);
            }
        }
    }

    /**
     * A node left, in order or dead, and will not be spoken to again; gives its link if there was
     * one.
     */
    public @Nullable Link left(UUID id, boolean inOrder) {
        gone.add(id);
        Link link = links.remove(id);
        if (link != null) {
            if (inOrder) {
                link.leftInOrder();
            }
            link.outbox().close();
        }
        return link;
    }

    /** This node is about to leave: what is placed now goes to others. */
    public void retire() {
        retired = true;
    }

    /** Closes all links. */
    public void stop() {
        stopped = true;
        links.values().forEach(link -> link.outbox().close());
        links.clear();
    }

    /** All nodes, this one first. */
    public List<NodeInfo> nodes() {
        var nodes = new ArrayList<NodeInfo>();
        nodes.add(self);
        for (Link link : links.values()) {
            if (link.ready()) {
                nodes.add(
                        new NodeInfo(
                                link.id(),
                                false,
                                link.worker(),
                                link.capacity(),
                                link.attributes()));
            }
        }
        return nodes;
    }

    /** The server that has been in the cluster longest, of those that run Wick. */
    public @Nullable UUID oldestServer() {
        ClusterNode oldest = null;
        for (ClusterNode node : ignite.cluster().nodes()) {
            Link link = links.get(node.id());
            boolean counts = node.isLocal() || link != null && link.ready();
            if (!node.isClient() && counts && (oldest == null || node.order() < oldest.order())) {
                oldest = node;
            }
        }
        return oldest == null ? null : oldest.id();
    }

    /** Whether a task that holds so much can run on this node at all. */
    public boolean fitsHere(Resources request) {
        return self.worker() && self.capacity().covers(request);
    }

    /** Whether a node is there that runs tasks, and does not leave. */
    public boolean takesWork(UUID node) {
        if (node.equals(local)) {
            return self.worker() && !retired;
        }
        Link link = link(node);
        return link != null && link.worker();
    }

    /** Links that are ready. */
    public Iterable<Link> links() {
        return links.values();
    }

    /** Whether any other node runs tasks. */
    public boolean isAlone() {
        for (Link link : links.values()) {
            if (link.ready() && link.worker()) {
                return false;
            }
        }
        return true;
    }

    /** The nodes that may run tasks, with their load. */
    public List<Placer.Candidate> candidates(double localLoad) {
        var candidates = new ArrayList<Placer.Candidate>();
        if (self.worker() && !retired) {
            candidates.add(
                    new Placer.Candidate(
                            local, true, self.capacity(), self.attributes(), localLoad));
        }
        for (Link link : links.values()) {
            if (link.ready() && link.worker()) {
                candidates.add(
                        new Placer.Candidate(
                                link.id(), false, link.capacity(), link.attributes(), link.load()));
            }
        }
        return candidates;
    }

    /** How resources are written in a node attribute. */
    public static String format(Resources resources) {
        var text = new StringBuilder();
        resources
                .amounts()
                .forEach(
                        (name, amount) ->
                                text.append(text.isEmpty() ? "" : ",")
                                        .append(name)
                                        .append('=')
                                        .append(amount));
        return text.toString();
    }

    private static Resources parse(@Nullable String text) {
        var amounts = new TreeMap<String, Long>();
        if (text != null && !text.isEmpty()) {
            for (String part : text.split(",")) {
                int at = part.lastIndexOf('=');
                amounts.put(part.substring(0, at), Long.valueOf(part.substring(at + 1)));
            }
        }
        return new Resources(amounts);
    }

    private static Map<String, String> attributes(ClusterNode node) {
        var attributes = new TreeMap<String, String>();
        node.attributes()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(ATTRIBUTE)) {
                                attributes.put(
                                        name.substring(ATTRIBUTE.length()), String.valueOf(value));
                            }
                        });
        return attributes;
    }

    private static void sendHello(Link link, boolean answer) {
        link.outbox().append(out -> hello(out, answer), false);
    }

    private static void hello(ByteWriter out, boolean answer) {
        out.byte1(Op.HELLO.code());
        out.bool(answer);
    }
}
