package io.wick.testkit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network of this machine's own, with a network namespace for each node: what a node is connected
 * to can be changed while it runs.
 *
 * <pre>
 *   node 0: namespace, eth0 198.18.n.1 ─┐
 *   node 1: namespace, eth0 198.18.n.2 ─┼─ bridge, 198.18.n.254: the test JVM
 *   node 2: namespace, eth0 198.18.n.3 ─┘
 * </pre>
 *
 * <p>Nodes that are cut off are moved to another bridge: their packets vanish, nobody is told. The
 * addresses are those that RFC 2544 reserves for tests. Needs Linux, {@code ip}, {@code tc} and
 * {@code nsenter}, and the right to administer networks.
 *
 * <p>What a JVM makes here goes when it ends; what killed ones have left goes when the next network
 * is made. Not thread-safe.
 */
final class NodeNetwork implements NodeAddresses {
    private static final int PORT = 47500;
    private static final int SUBNETS = 512; // 198.18.0.0/15
    private static final int MOST_NODES = 64;
    private static final int ATTEMPTS = 50;
    private static final String OWNER = "wick-testkit ";
    private static final Path LINKS = Path.of("/sys/class/net");
    private static final Path NAMESPACES = Path.of("/run/netns");
    private static @Nullable String refusal;

    private final int subnet;
    private final int nodes;
    private final int[] island; // per node, 0 where the test is
    private final Thread atExit = new Thread(this::remove, "wick-testkit-network");
    private int islands = 1;
    private boolean open = true;

    private NodeNetwork(int subnet, int nodes) {
        this.subnet = subnet;
        this.nodes = nodes;
        this.island = new int[nodes];
    }

    /** Why networks cannot be made here; empty when they can. Asked once, by making one. */
    static synchronized String refusal() {
        String known = refusal;
        if (known == null) {
            known = tryOne();
            refusal = known;
        }
        return known;
    }

    private static String tryOne() {
        try (NodeNetwork network = create(1)) {
            network.slow(0, 1000);
            Commands.run(Stream.concat(network.launcher(0).stream(), Stream.of("true")).toList());
            return "";
        } catch (IllegalStateException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Makes the network, all connected.
     *
     * @throws IllegalStateException where that is not allowed
     */
    static NodeNetwork create(int nodes) {
        if (nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    "A network has up to " + MOST_NODES + " nodes, got " + nodes);
        }
        sweep();
        var network = new NodeNetwork(claimSubnet(), nodes);
        Runtime.getRuntime().addShutdownHook(network.atExit);
        try {
            network.build();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** A bridge of the subnet's name says that it is taken: of two that make it one fails. */
    private static int claimSubnet() {
        String failure = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            int subnet = ThreadLocalRandom.current().nextInt(SUBNETS);
            if (Files.exists(LINKS.resolve(bridge(subnet, 0)))) {
                continue;
            }
            failure =
                    Commands.tryRun(
                            List.of("ip", "link", "add", bridge(subnet, 0), "type", "bridge"));
            if (failure.isEmpty()) {
                return subnet;
            }
        }
        throw new IllegalStateException("No bridge can be made: " + failure);
    }

    private void build() {
        var outside = new ArrayList<String>();
        outside.add("link set " + bridge(subnet, 0) + " alias \"" + OWNER + pid() + "\"");
        outside.add("addr add " + bind(nodes) + "/24 dev " + bridge(subnet, 0));
        outside.add("link set " + bridge(subnet, 0) + " up");
        for (int node = 0; node < nodes; node++) {
            outside.add("netns add " + namespace(node));
            outside.add(
                    "link add "
                            + port0(node)
                            + " type veth peer name eth0 netns "
                            + namespace(node));
            outside.add("link set " + port0(node) + " master " + bridge(subnet, 0) + " up");
        }
        Commands.ip(List.of(), outside);
        for (int node = 0; node < nodes; node++) {
            Commands.ip(
                    List.of("-n", namespace(node)),
                    List.of(
                            "addr add " + bind(node) + "/24 dev eth0",
                            "link set lo up",
                            "link set eth0 up"));
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static String bridge(int subnet, int island) {
        return "wick" + subnet + (island == 0 ? "" : "i" + island);
    }

    /** The end of a node's cable that is in the bridge. */
    private String port0(int node) {
        return "wick" + subnet + "n" + node;
    }

    private String namespace(int node) {
        return "wick-" + pid() + "-" + subnet + "-" + node;
    }

    @Override
    public String[] all() {
        return IntStream.rangeClosed(0, nodes)
                .mapToObj(node -> bind(node) + ":" + PORT)
                .toArray(String[]::new);
    }

    @Override
    public String bind(int node) {
        String prefix = "198." + (18 + subnet / 256) + "." + subnet % 256 + ".";
        return prefix + (node == nodes ? 254 : node + 1);
    }

    @Override
    public int port(int node) {
        return PORT;
    }

    /** Not {@code ip netns exec}, which hides the machine's limits from the JVM. */
    @Override
    public List<String> launcher(int node) {
        return List.of("nsenter", "--net=" + NAMESPACES.resolve(namespace(node)));
    }

    /** These see each other, and nobody else sees them. */
    void cut(int... cut) {
        int island = islands++;
        var commands = new ArrayList<String>();
        commands.add("link add " + bridge(subnet, island) + " type bridge");
        commands.add("link set " + bridge(subnet, island) + " alias \"" + OWNER + pid() + "\"");
        commands.add("link set " + bridge(subnet, island) + " up");
        for (int node : cut) {
            commands.add("link set " + port0(node) + " master " + bridge(subnet, island));
            this.island[node] = island;
        }
        Commands.ip(List.of(), commands);
    }

    /** None of these sees another of them; all others see all. */
    void separate(int... separate) {
        isolate("on", separate);
    }

    private void isolate(String state, int... these) {
        Commands.ip(
                List.of(),
                Arrays.stream(these)
                        .mapToObj(
                                node ->
                                        "link set dev "
                                                + port0(node)
                                                + " type bridge_slave isolated "
                                                + state)
                        .toList());
    }

    /** A node sends and receives so much at most. */
    void slow(int node, int kilobitsPerSecond) {
        String rate = kilobitsPerSecond + "kbit";
        List<String> limit =
                List.of("root", "tbf", "rate", rate, "burst", "4kb", "latency", "400ms");
        Commands.run(with(List.of("tc", "qdisc", "replace", "dev", port0(node)), limit));
        Commands.run(
                with(
                        List.of("tc", "-n", namespace(node), "qdisc", "replace", "dev", "eth0"),
                        limit));
    }

    private static List<String> with(List<String> command, List<String> more) {
        return Stream.concat(command.stream(), more.stream()).toList();
    }

    /** All see each other again, at full speed. */
    void heal() {
        int[] all = IntStream.range(0, nodes).toArray();
        var commands = new ArrayList<String>();
        for (int node : all) {
            if (island[node] != 0) {
                commands.add("link set " + port0(node) + " master " + bridge(subnet, 0));
                island[node] = 0;
            }
        }
        Commands.ip(List.of(), commands);
        isolate("off", all);
        for (int node : all) {
            Commands.tryRun(List.of("tc", "qdisc", "del", "dev", port0(node), "root"));
            Commands.tryRun(
                    List.of("tc", "-n", namespace(node), "qdisc", "del", "dev", "eth0", "root"));
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the JVM ends, the hook removes all
        }
        remove();
    }

    private synchronized void remove() {
        if (!open) {
            return;
        }
        open = false;
        for (int node = 0; node < nodes; node++) {
            Commands.tryRun(List.of("ip", "netns", "del", namespace(node)));
            Commands.tryRun(List.of("ip", "link", "del", port0(node)));
        }
        for (int i = 0; i < islands; i++) {
            Commands.tryRun(List.of("ip", "link", "del", bridge(subnet, i)));
        }
    }

    /** Removes what JVMs that were killed have left. */
    private static void sweep() {
        for (Path namespace : children(NAMESPACES)) {
            String[] words = namespace.getFileName().toString().split("-");
            if (words.length == 4 && words[0].equals("wick") && isDead(words[1])) {
                Commands.tryRun(List.of("ip", "netns", "del", namespace.getFileName().toString()));
            }
        }
        for (Path link : children(LINKS)) {
            String owner = alias(link);
            if (owner.startsWith(OWNER) && isDead(owner.substring(OWNER.length()))) {
                Commands.tryRun(List.of("ip", "link", "del", link.getFileName().toString()));
            }
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String alias(Path link) {
        try {
            return Files.readString(link.resolve("ifalias")).trim();
        } catch (IOException e) {
            return ""; // it has just gone
        }
    }

    private static boolean isDead(String pid) {
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }
}
