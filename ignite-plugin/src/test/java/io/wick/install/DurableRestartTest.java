package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All JVMs of a cluster with Ignite's persistence are killed, and started again. */
@Timeout(300)
class DurableRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path home;

    @Test
    void when_the_whole_cluster_is_killed_then_durable_runs_start_again_and_results_are_there()
            throws Exception {
        List<Integer> ports = freePorts();
        String begun = home.resolve("begun").toString();
        String open = home.resolve("open").toString();
        try (ChildJvm first = launch(0, ports);
                ChildJvm second = launch(1, ports)) {
            try (Wick wick = join(ports, first, second)) {
                assertThat(
                                wick.compile(adding(begun, begun + "-40"))
                                        .start("over", Map.of("x", 40))
                                        .get(PATIENCE))
                        .isEqualTo(42);
                wick.compile(adding(begun, open)).start("nightly", Map.of("x", 1));
                await(begun + "-1");
            }
        }
        try (ChildJvm first = launch(0, ports);
                ChildJvm second = launch(1, ports);
                Wick wick = join(ports, first, second)) {
            Files.createFile(Path.of(open));
            DurableRun<Integer> nightly = wick.durableRun("nightly", Integer.class).orElseThrow();
            assertThat(nightly.get(PATIENCE)).isEqualTo(3);
            assertThat(nightly.info().keepers()).isEqualTo(2);

            DurableRun<Integer> over = wick.durableRun("over", Integer.class).orElseThrow();
            assertThat(over.get(PATIENCE)).isEqualTo(42);
            assertThat(over.info().keepers()).isEqualTo(1);
            assertThat(over.remove()).isTrue();
            assertThat(wick.durableRuns())
                    .extracting(DurableRun.Info::name)
                    .containsExactly("nightly");
        }
    }

    private ChildJvm launch(int index, List<Integer> ports) throws IOException {
        List<String> flags =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(
                                flag ->
                                        !flag.startsWith("-agent")
                                                && !flag.startsWith("-javaagent"))
                        .toList();
        Path own = Files.createDirectories(home.resolve("node-" + index));
        return ChildJvm.start(
                own,
                flags,
                System.getProperty("java.class.path"),
                PersistentNode.class.getName(),
                "node-" + index,
                own.resolve("ignite").toString(),
                ports.get(index).toString(),
                ports.get(1 - index).toString());
    }

    private static Wick join(List<Integer> ports, ChildJvm... nodes) {
        for (ChildJvm node : nodes) {
            node.awaitOutput(PersistentNode.ACTIVE);
        }
        return Wick.connect("127.0.0.1:" + ports.get(0), "127.0.0.1:" + ports.get(1));
    }

    private static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    /** Adds two; says that it has begun, and waits until there is a file. */
    private static Graph<Integer> adding(String begun, String open) {
        GraphBuilder g = Graph.builder("adding");
        return g.build(
                g.task(
                        "add",
                        (Integer x) -> {
                            Files.writeString(Path.of(begun + "-" + x), "begun");
                            await(open);
                            return x + 2;
                        },
                        g.input("x", Integer.class)));
    }

    private static void await(String file) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !Files.exists(Path.of(file)); ) {
            assertThat(System.nanoTime()).as("there is " + file).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
