package io.wick.testkit;

import io.wick.NodeInfo;
import io.wick.Wick;
import io.wick.WickConfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Several nodes in this JVM that form a cluster of their own on loopback. Started by {@link
 * WickTest}, or by hand:
 *
 * <pre>{@code
 * try (WickCluster cluster = WickCluster.start(2, (node, config) -> config.cpus(1))) {
 *     cluster.wick().submit(() -> 42).get();
 * }
 * }</pre>
 *
 * <p>For use by one thread; the nodes themselves are thread-safe.
 */
public final class WickCluster implements AutoCloseable {
    /**
     * Nodes of one JVM pause together, for a collection or on a busy machine: that is no silence of
     * one of them. When they stop they are missed at once.
     */
    private static final long DETECTION_MILLIS = 10_000;

    private static final Duration START = Duration.ofSeconds(30);
    private static final int SPARE_PORTS = 8;

    private final FreePorts ports;
    private final NodeSetup setup;
    private final List<Wick> servers = new ArrayList<>();
    private final List<Wick> clients = new ArrayList<>();

    private WickCluster(FreePorts ports, NodeSetup setup) {
        this.ports = ports;
        this.setup = setup;
    }

    /**
     * Starts nodes and waits until each sees all.
     *
     * @param nodes how many, 1 or more
     * @param setup changes the configuration of each
     * @throws IllegalArgumentException when {@code nodes} is not positive
     */
    public static WickCluster start(int nodes, NodeSetup setup) {
        if (nodes < 1) {
            throw new IllegalArgumentException("A cluster needs 1 node or more, got " + nodes);
        }
        var cluster = new WickCluster(FreePorts.find(nodes + SPARE_PORTS), setup);
        try {
            for (int i = 0; i < nodes; i++) {
                cluster.servers.add(Wick.start(cluster.config(i)));
            }
            cluster.awaitAll();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private WickConfig config(int node) {
        var config = WickConfig.builder().addresses(addresses()).cpus(2).storeBytes(64L << 20);
        config.port(ports.first() + node);
        config.failureDetection(DETECTION_MILLIS);
        return setup.apply(node, config).build();
    }

    /** The client when there is one, else the first server node. */
    public Wick wick() {
        return clients.isEmpty() ? servers.getFirst() : clients.getFirst();
    }

    /** The server nodes, in the order they were started. */
    public List<Wick> nodes() {
        return List.copyOf(servers);
    }

    /** A server node, 0 for the first. */
    public Wick node(int index) {
        return servers.get(index);
    }

    /** The id of a server node. */
    public UUID id(int index) {
        return id(servers.get(index));
    }

    private static UUID id(Wick wick) {
        return wick.nodes().getFirst().id();
    }

    /** What {@link Wick#connect(String...)} needs to join. */
    public String addresses() {
        return ports.addresses();
    }

    /** Starts one more server node and waits until each sees all. */
    public Wick addNode() {
        var added = Wick.start(config(servers.size()));
        servers.add(added);
        awaitAll();
        return added;
    }

    /** Joins a client node and waits until each sees all; the cluster closes it. */
    public Wick addClient() {
        var added = Wick.connect(config(servers.size()));
        clients.add(added);
        awaitAll();
        return added;
    }

    /** Stops a server node, the others' indices stay up to it; waits until all have seen it go. */
    public void stop(int index) {
        servers.remove(index).close();
        awaitAll();
    }

    /** Every member, clients last. */
    List<Wick> members() {
        var all = new ArrayList<Wick>(servers);
        all.addAll(clients);
        return all;
    }

    private void awaitAll() {
        List<Wick> all = members();
        Waiting.until(
                "each of " + all.size() + " nodes sees all",
                START,
                () -> all.stream().allMatch(wick -> seesAll(wick, all)));
    }

    private static boolean seesAll(Wick wick, List<Wick> all) {
        var seen = wick.nodes().stream().map(NodeInfo::id).toList();
        return seen.size() == all.size()
                && all.stream().allMatch(other -> seen.contains(id(other)));
    }

    /** Stops all nodes, clients first. */
    @Override
    public void close() {
        clients.forEach(Wick::close);
        servers.reversed().forEach(Wick::close);
    }
}
