package io.wick.benchmarks;

import io.wick.NodeInfo;
import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The nodes a benchmark runs on: one in this JVM, and perhaps one in a child JVM with the same
 * flags and class path. Wick and raw Ignite use the same nodes. For use by one thread.
 */
public final class Nodes implements AutoCloseable {
    /** CPUs of each node, and threads of each rival's pool. */
    public static final int CPUS = 2;

    /** When set, nodes stay up for the next benchmark until {@link #closeKept}: for smoke tests. */
    static final String KEEP = "wick.benchmark.keep";

    private static final Map<Integer, Nodes> KEPT = new HashMap<>();
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Wick wick;
    private final @Nullable ChildJvm child;

    private Nodes(Wick wick, @Nullable ChildJvm child) {
        this.wick = wick;
        this.child = child;
    }

    /** A node alone. */
    public static Nodes one() {
        return kept(1);
    }

    /** A node in this JVM and one in another. */
    public static Nodes two() {
        return kept(2);
    }

    private static Nodes kept(int count) {
        Nodes known = KEPT.get(count);
        if (known != null) {
            return known;
        }
        Nodes nodes = count == 1 ? startOne() : startTwo();
        if (Boolean.getBoolean(KEEP)) {
            KEPT.put(count, nodes);
        }
        return nodes;
    }

    private static Nodes startOne() {
        return new Nodes(Wick.start(config -> config.cpus(CPUS)), null);
    }

    private static Nodes startTwo() {
        int port = freePorts(2);
        Wick wick = start(port);
        ChildJvm child = null;
        try {
            child = ChildJvm.start(OtherNode.class, String.valueOf(port));
            var nodes = new Nodes(wick, child);
            nodes.awaitOther();
            return nodes;
        } catch (RuntimeException e) {
            if (child != null) {
                child.close();
            }
            wick.close();
            throw e;
        }
    }

    /** A node of the pair at two neighbouring ports. */
    static Wick start(int port) {
        return Wick.start(
                config ->
                        config.cpus(CPUS)
                                .port(port)
                                .addresses("127.0.0.1:" + port + ".." + (port + 1)));
    }

    private void awaitOther() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (wick.nodes().size() < 2) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected 2 nodes after 30 s, got " + wick.nodes());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The first of some neighbouring ports of loopback that nobody listens on. */
    public static int freePorts(int count) {
        int begin = 20_000 + (int) (ProcessHandle.current().pid() % 1200) * 10;
        for (int port = begin; port + count < 32_768; port += count) {
            if (areFree(port, count)) {
                return port;
            }
        }
        throw new IllegalStateException("No free ports from " + begin + " to 32767");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                continue;
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }

    /** Wick on the node of this JVM. */
    public Wick wick() {
        return wick;
    }

    /** The Ignite node of this JVM. */
    public Ignite ignite() {
        return ignite(wick);
    }

    static Ignite ignite(Wick wick) {
        return ((IgniteEngine) wick.engine()).ignite();
    }

    /** The node of the other JVM. */
    public UUID other() {
        return wick.nodes().stream()
                .filter(node -> !node.local())
                .map(NodeInfo::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The other node has left"));
    }

    /** Ends the nodes, unless they are kept for the next benchmark. */
    @Override
    public void close() {
        if (!KEPT.containsValue(this)) {
            stop();
        }
    }

    /** Ends the nodes that were kept. */
    static void closeKept() {
        KEPT.values().forEach(Nodes::stop);
        KEPT.clear();
    }

    private void stop() {
        if (child != null) {
            child.close();
        }
        wick.close();
    }
}
