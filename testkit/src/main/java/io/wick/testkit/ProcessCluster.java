package io.wick.testkit;

import io.wick.NodeInfo;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.DisconnectedException;
import io.wick.error.InfeasibleException;
import io.wick.error.NodeLostException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Nodes in JVMs of their own on this machine, and the test JVM as one more member. Started by
 * {@link WickProcesses}, or by hand:
 *
 * <pre>{@code
 * try (ProcessCluster cluster = ProcessCluster.start(3, true, new NodeSetup.None())) {
 *     cluster.kill9(1);
 *     cluster.awaitNodes(2);
 *     cluster.wick().submit(() -> 42).get();
 * }
 * }</pre>
 *
 * <p>For use by one thread. The JVMs end with the cluster, and when the test JVM dies.
 */
public final class ProcessCluster implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final NodeAddresses places;
    private final NodeSetup setup;
    private final Path folder;
    private final List<NodeProcess> processes = new ArrayList<>();
    private final Set<Integer> cutOff = new TreeSet<>();
    private @Nullable Wick member;

    private ProcessCluster(NodeAddresses places, NodeSetup setup, Path folder) {
        this.places = places;
        this.setup = setup;
        this.folder = folder;
    }

    /**
     * Starts the JVMs, joins, and waits until every node sees all.
     *
     * @param nodes JVMs beside this one, 1 or more
     * @param client whether this JVM joins as a client rather than as a server
     * @param setup changes the configuration of each; called for this JVM with {@code nodes}
     */
    public static ProcessCluster start(int nodes, boolean client, NodeSetup setup) {
        return start(nodes, client, setup, FreePorts.find(checked(nodes) + 1));
    }

    /**
     * As {@link #start}, with a network of their own: each JVM is in a network namespace of Linux,
     * so that it can be {@link #cut} off and {@link #slow}ed down. The test JVM is on the network
     * of the nodes that are not cut off.
     *
     * @throws IllegalStateException where {@link #whyNoNetworks} has a reason
     */
    public static ProcessCluster startOnNetwork(int nodes, boolean client, NodeSetup setup) {
        return start(nodes, client, setup, NodeNetwork.create(checked(nodes)));
    }

    /**
     * Why {@link #startOnNetwork} does not work here; empty where it does: on Linux, by a user who
     * may make network namespaces and bridges, which is root outside most containers.
     */
    public static Optional<String> whyNoNetworks() {
        return Optional.of(NodeNetwork.refusal()).filter(reason -> !reason.isEmpty());
    }

    private static int checked(int nodes) {
        if (nodes < 1) {
            throw new IllegalArgumentException("A cluster needs 1 node or more, got " + nodes);
        }
        return nodes;
    }

    private static ProcessCluster start(
            int nodes, boolean client, NodeSetup setup, NodeAddresses places) {
        var cluster = new ProcessCluster(places, setup, temporaryFolder());
        try {
            cluster.startAll(nodes);
            WickConfig config = cluster.config(nodes);
            cluster.member = client ? Wick.connect(config) : Wick.start(config);
            cluster.awaitNodes(nodes);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("wick-testkit-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the nodes' configurations", e);
        }
    }

    /** The first alone, so that the others find a cluster to join. */
    private void startAll(int nodes) {
        for (int i = 0; i < nodes; i++) {
            processes.add(launch(i));
            if (i == 0) {
                processes.getFirst().awaitReady(START);
            }
        }
        processes.forEach(process -> process.awaitReady(START));
    }

    private NodeProcess launch(int index) {
        Path file = folder.resolve("node-" + index + ".json");
        return NodeProcess.start(
                index, places.launcher(index), ConfigFile.write(config(index), file));
    }

    private WickConfig config(int node) {
        var config = WickConfig.builder().addresses(addresses()).cpus(2).storeBytes(64L << 20);
        config.bind(places.bind(node)).port(places.port(node));
        return setup.apply(node, config).build();
    }

    /** The test JVM's own node. */
    public Wick wick() {
        Wick joined = member;
        if (joined == null) {
            throw new IllegalStateException("The test JVM has not joined");
        }
        return joined;
    }

    /** How many JVMs were started beside this one. */
    public int size() {
        return processes.size();
    }

    /** What {@link Wick#connect(String...)} needs to join. */
    public String[] addresses() {
        return places.all();
    }

    /** The process id of a node. */
    public long pid(int index) {
        return processes.get(index).pid();
    }

    /** The id of a node in the cluster, also after its death. */
    public UUID nodeId(int index) {
        return processes.get(index).awaitReady(START);
    }

    /** The index of the node with this id; -1 for the test JVM's own and unknown ones. */
    public int indexOf(UUID node) {
        return IntStream.range(0, size())
                .filter(i -> node.equals(processes.get(i).id()))
                .findFirst()
                .orElse(-1);
    }

    /** Ends a JVM as {@code kill -9} does; it is dead when this returns. */
    public void kill9(int index) {
        processes.get(index).kill();
    }

    /** Lets a node leave the cluster in order and waits for its JVM to end. */
    public void stop(int index) {
        processes.get(index).leave();
    }

    /** Freezes a JVM as {@code kill -STOP} does: its connections stay, nothing answers. */
    public void pause(int index) {
        processes.get(index).pause();
    }

    /** Lets a paused JVM go on. */
    public void resume(int index) {
        processes.get(index).resume();
    }

    /**
     * Cuts these nodes off from all others: what is sent between the two sides vanishes, and nobody
     * is told. They see each other. Needs a network.
     *
     * @throws IllegalStateException when the cluster was not started with a network
     */
    public void cut(int... indexes) {
        network().cut(indexes);
        Arrays.stream(indexes).forEach(cutOff::add);
    }

    /** Cuts each of these nodes off from the others of them; they see all other nodes. */
    public void separate(int... indexes) {
        network().separate(indexes);
        Arrays.stream(indexes).forEach(cutOff::add);
    }

    /** Lets a node send and receive only so much; what is too much waits or vanishes. */
    public void slow(int index, int kilobitsPerSecond) {
        network().slow(index, kilobitsPerSecond);
    }

    /** Ends all {@link #cut}, {@link #separate} and {@link #slow}. */
    public void reconnect() {
        network().heal();
    }

    private NodeNetwork network() {
        if (places instanceof NodeNetwork network) {
            return network;
        }
        throw new IllegalStateException(
                "This cluster is on loopback: start it with startOnNetwork, or with"
                        + " @WickProcesses(network = true)");
    }

    /** Starts an ended node anew, with another id, and waits until every node sees all. */
    public void restart(int index) {
        processes.get(index).kill();
        processes.set(index, launch(index));
        cutOff.remove(index);
        processes.get(index).awaitReady(START);
        awaitNodes((int) processes.stream().filter(NodeProcess::isWell).count());
    }

    /**
     * Waits until this JVM and the live ones see {@code nodes} nodes beside this JVM.
     *
     * @throws AssertionError when that does not happen within a minute
     */
    public void awaitNodes(int nodes) {
        boolean all =
                Waiting.holds(
                        START,
                        () ->
                                seenBy(wick()) == nodes
                                        && IntStream.range(0, size())
                                                .allMatch(i -> sees(i, nodes)));
        if (!all) {
            var missing = IntStream.range(0, size()).filter(i -> !sees(i, nodes)).boxed().toList();
            throw new AssertionError(
                    "Not so within "
                            + START
                            + ": this JVM and the live ones see "
                            + nodes
                            + " nodes beside this one. It sees "
                            + wick().nodes()
                            + "; the servers that do not see all, or have another id now, are "
                            + missing
                            + " of "
                            + processes.stream().map(NodeProcess::id).toList());
        }
    }

    private static long seenBy(Wick wick) {
        return wick.nodes().stream().filter(node -> !node.local()).count();
    }

    /** Counts on the node itself, the test JVM among them. */
    private boolean sees(int index, int nodes) {
        NodeProcess process = processes.get(index);
        UUID id = process.id();
        if (!process.isWell() || id == null) {
            return true;
        }
        boolean known = isKnown(index);
        if (!known && cutOff.contains(index)) {
            return true;
        }
        return known && countOn(id) == nodes + 1;
    }

    /** How many nodes a node sees; 0 when it has just left. */
    private int countOn(UUID node) {
        try {
            return wick().task(NodeCount::here)
                    .resources(r -> r.cpus(0))
                    .onNode(node)
                    .submit()
                    .get(START);
        } catch (InfeasibleException | NodeLostException | DisconnectedException e) {
            return 0;
        }
    }

    /** A task of the kit. */
    private static final class NodeCount {
        static int here() {
            return Wick.current().nodes().size();
        }
    }

    /** What the nodes have printed, with a line before each. */
    public String output() {
        var text = new StringBuilder();
        for (int i = 0; i < size(); i++) {
            NodeProcess process = processes.get(i);
            text.append("---- node ").append(i).append(", process ").append(process.pid());
            text.append(process.isWell() ? "" : ", killed, ended or paused").append('\n');
            text.append(process.output()).append('\n');
        }
        return text.toString();
    }

    /** Connects all, and starts anew what has ended, is paused, or was cut off and is not back. */
    void heal() {
        if (places instanceof NodeNetwork network) {
            network.heal();
        }
        for (int i = 0; i < size(); i++) {
            if (!processes.get(i).isWell() || cutOff.contains(i) && !isKnown(i)) {
                restart(i);
            }
        }
        cutOff.clear();
    }

    private boolean isKnown(int index) {
        UUID id = processes.get(index).id();
        return wick().nodes().stream().map(NodeInfo::id).anyMatch(known -> known.equals(id));
    }

    /** Leaves, and kills all JVMs. */
    @Override
    public void close() {
        processes.forEach(NodeProcess::kill);
        Wick joined = member;
        if (joined != null) {
            joined.close();
        }
        places.close();
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Temporary files are left in " + folder, e);
        }
    }
}
