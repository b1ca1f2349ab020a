package io.wick.install;

import io.wick.Wick;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All {@link PersistentNode}s of a cluster; killed when this closes. */
final class PersistentServers implements AutoCloseable {
    private final List<Integer> ports;
    private final List<ChildJvm> nodes = new ArrayList<>();

    private PersistentServers(List<Integer> ports) {
        this.ports = ports;
    }

    /** Starts as many as there are ports, with what is in a folder from an earlier start. */
    static PersistentServers launch(Path home, List<Integer> ports) throws IOException {
        var servers = new PersistentServers(ports);
        for (int index = 0; index < ports.size(); index++) {
            servers.nodes.add(servers.launch(home, index));
        }
        return servers;
    }

    private ChildJvm launch(Path home, int index) throws IOException {
        List<String> flags =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(
                                flag ->
                                        !flag.startsWith("-agent")
                                                && !flag.startsWith("-javaagent"))
                        .toList();
        Path own = Files.createDirectories(home.resolve("node-" + index));
        var arguments = new ArrayList<String>();
        arguments.add(PersistentNode.class.getName());
        arguments.add("node-" + index);
        arguments.add(own.resolve("ignite").toString());
        for (int i = 0; i < ports.size(); i++) {
            arguments.add(ports.get((index + i) % ports.size()).toString());
        }
        return ChildJvm.start(
                own,
                flags,
                System.getProperty("java.class.path"),
                arguments.toArray(String[]::new));
    }

    /** Waits until the cluster is active, and joins it. */
    Wick join() {
        for (ChildJvm node : nodes) {
            node.awaitOutput(PersistentNode.ACTIVE);
        }
        return Wick.connect(ports.stream().map(port -> "127.0.0.1:" + port).toArray(String[]::new));
    }

    /** Kills one of them. */
    void kill(int index) {
        nodes.get(index).kill();
    }

    @Override
    public void close() {
        nodes.forEach(ChildJvm::kill);
        nodes.forEach(ChildJvm::close);
    }
}
