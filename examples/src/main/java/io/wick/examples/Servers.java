package io.wick.examples;

import io.wick.Wick;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Further JVMs of this program that serve the same cluster. They run until their standard input
 * ends, so they go with this JVM however it ends. For use by one thread.
 */
final class Servers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts servers with the Java, the flags and the class path of this JVM.
     *
     * @param count how many
     * @param arguments of {@link FlightDelays}, which make it a server
     */
    static Servers start(int count, List<String> arguments) throws IOException {
        var servers = new Servers();
        try {
            for (int i = 0; i < count; i++) {
                servers.processes.add(
                        new ProcessBuilder(command(arguments))
                                .redirectOutput(Redirect.DISCARD)
                                .redirectError(Redirect.INHERIT)
                                .start());
            }
            return servers;
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    /**
     * Waits until the cluster has so many nodes.
     *
     * @throws IllegalStateException when one of these servers has died, or after a minute
     */
    void await(Wick wick, int nodes) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (wick.nodes().size() < nodes) {
            for (Process process : processes) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            "Server %d ended with exit status %d; its messages are above"
                                    .formatted(process.pid(), process.exitValue()));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Expected %d nodes, got %d after %d s. Do all have the same addresses?"
                                .formatted(nodes, wick.nodes().size(), PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** The first of {@code count} neighbouring ports of loopback that nobody listens at. */
    static int freePorts(int count) {
        int begin = 20_000 + (int) (ProcessHandle.current().pid() % 1000) * 10;
        for (int port = begin; port + count < 32_768; port += count) {
            if (areFree(port, count)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No " + count + " free ports in a row from " + begin + " to 32767");
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

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib:jdwp"))
                .forEach(command::add);
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(FlightDelays.class.getName());
        command.addAll(arguments);
        return command;
    }

    /** Ends the servers one by one, so that each leaves a cluster at rest. */
    @Override
    public void close() {
        for (Process process : processes.reversed()) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            process.onExit().join();
        }
    }
}
