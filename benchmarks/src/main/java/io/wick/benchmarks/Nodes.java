package io.wick.benchmarks;

import io.wick.NodeInfo;
import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The nodes a benchmark runs on: one in this JVM, and perhaps one in a child JVM with the same
 * flags and class path. Wick and raw Ignite use the same nodes. For use by one thread.
 */
final class Nodes implements AutoCloseable {
    /** CPUs of each node, and threads of each rival's pool. */
    static final int CPUS = 2;

    /** What the child JVM prints when it can be called. */
    static final String READY = "ready";

    /** When set, nodes stay up for the next benchmark until {@link #closeKept}: for smoke tests. */
    static final String KEEP = "wick.benchmark.keep";

    /** Further flags of the child JVM, such as those of a profiler. */
    private static final String OTHER_FLAGS = "wick.benchmark.otherFlags";

    /** Flags that JMH and tools gave to this JVM alone. */
    private static final List<String> OWN_FLAGS =
            List.of(
                    "-agentlib",
                    "-agentpath",
                    "-javaagent",
                    "-Xlog",
                    "-Djmh",
                    "-D" + OTHER_FLAGS,
                    "-XX:Compile",
                    "-XX:StartFlightRecording",
                    "-XX:FlightRecorderOptions");

    private static final Map<Integer, Nodes> KEPT = new HashMap<>();
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Wick wick;
    private final @Nullable Process child;

    private Nodes(Wick wick, @Nullable Process child) {
        this.wick = wick;
        this.child = child;
    }

    /** A node alone. */
    static Nodes one() {
        return kept(1);
    }

    /** A node in this JVM and one in another. */
    static Nodes two() {
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
        Process child = null;
        try {
            child =
                    new ProcessBuilder(command(port))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            awaitReady(child.inputReader(StandardCharsets.UTF_8));
            var nodes = new Nodes(wick, child);
            nodes.awaitOther();
            return nodes;
        } catch (IOException | RuntimeException e) {
            if (child != null) {
                child.destroyForcibly();
            }
            wick.close();
            throw new IllegalStateException("The second JVM could not be started: " + e, e);
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

    private static List<String> command(int port) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> OWN_FLAGS.stream().noneMatch(flag::startsWith))
                .forEach(command::add);
        Stream.of(System.getProperty(OTHER_FLAGS, "").split(" "))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(OtherNode.class.getName());
        command.add(String.valueOf(port));
        return command;
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                return;
            }
        }
        throw new IOException("it ended before it was ready; its messages are above");
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

    private static int freePorts(int count) {
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

    Wick wick() {
        return wick;
    }

    /** The Ignite node of this JVM. */
    Ignite ignite() {
        return ignite(wick);
    }

    static Ignite ignite(Wick wick) {
        return ((IgniteEngine) wick.engine()).ignite();
    }

    /** The node of the other JVM. */
    UUID other() {
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
            try {
                child.getOutputStream().close(); // which it waits for
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            child.onExit().join();
        }
        wick.close();
    }
}
