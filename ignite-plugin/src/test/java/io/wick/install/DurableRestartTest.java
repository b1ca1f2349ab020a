package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.ignite.WickPluginConfiguration;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A cluster with Ignite's persistence is stopped as a whole, and started again. */
@Timeout(240)
class DurableRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path home;

    @Test
    void when_the_whole_cluster_restarts_then_durable_runs_start_again_and_results_are_there()
            throws Exception {
        var finder = new TcpDiscoveryVmIpFinder(true);
        String begun = home.resolve("begun").toString();
        String open = home.resolve("open").toString();
        try (Ignite first = Ignition.start(node("first", finder));
                Ignite second = Ignition.start(node("second", finder))) {
            first.cluster().state(ClusterState.ACTIVE);
            Wick wick = Wick.on(first);
            assertThat(
                            wick.compile(adding(begun, null))
                                    .start("over", Map.of("x", 40))
                                    .get(PATIENCE))
                    .isEqualTo(42);
            wick.compile(adding(begun, open)).start("nightly", Map.of("x", 1));
            await(begun + "-1");
            assertThat(Wick.on(second).durableRuns()).hasSize(2);
        }
        try (Ignite first = Ignition.start(node("first", finder));
                Ignite second = Ignition.start(node("second", finder))) {
            for (long end = System.nanoTime() + PATIENCE.toNanos();
                    first.cluster().state() != ClusterState.ACTIVE; ) {
                assertThat(System.nanoTime()).as("the cluster is active").isLessThan(end);
                Thread.sleep(50);
            }
            Files.createFile(Path.of(open));
            Wick wick = Wick.on(second);
            DurableRun<Integer> nightly = wick.durableRun("nightly", Integer.class).orElseThrow();
            assertThat(nightly.get(PATIENCE)).isEqualTo(3);
            assertThat(nightly.info().keepers()).isEqualTo(2);
            assertThat(first.cluster().node(nightly.info().keeper())).isNotNull();

            DurableRun<Integer> over = wick.durableRun("over", Integer.class).orElseThrow();
            assertThat(over.get(PATIENCE)).isEqualTo(42);
            assertThat(over.info().keepers()).isEqualTo(1);
            assertThat(over.remove()).isTrue();
            assertThat(wick.durableRuns())
                    .extracting(DurableRun.Info::name)
                    .containsExactly("nightly");
        }
    }

    /** Adds two; says that it has begun, and waits for a file when there is one to wait for. */
    private static Graph<Integer> adding(String begun, String open) {
        GraphBuilder g = Graph.builder("adding");
        return g.build(
                g.task(
                        "add",
                        (Integer x) -> {
                            Files.writeString(
                                    Path.of(begun + "-" + x), UUID.randomUUID().toString());
                            if (open != null) {
                                await(open);
                            }
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

    @SuppressWarnings("deprecation")
    private IgniteConfiguration node(String name, TcpDiscoveryVmIpFinder finder) {
        WickConfig config = WickConfig.builder().cpus(2).storeBytes(64L << 20).build();
        var storage =
                new DataStorageConfiguration()
                        .setDefaultDataRegionConfiguration(
                                new DataRegionConfiguration()
                                        .setMaxSize(64L << 20)
                                        .setPersistenceEnabled(true));
        return new IgniteConfiguration()
                .setIgniteInstanceName(name)
                .setConsistentId(name)
                .setLocalHost("127.0.0.1")
                .setWorkDirectory(home.resolve(name).toString())
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null)
                .setDataStorageConfiguration(storage)
                .setPluginConfigurations(new WickPluginConfiguration().setConfig(config))
                .setDiscoverySpi(new TcpDiscoverySpi().setIpFinder(finder));
    }
}
