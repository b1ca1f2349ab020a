package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.ignite.WickPluginConfiguration;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Clusters with Ignite's persistence begin inactive: no cache can be used until activation. */
@Timeout(120)
class InactiveClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path home;

    @Test
    void when_a_persistent_cluster_is_inactive_then_nodes_start_and_work_once_activated()
            throws Exception {
        var finder = new TcpDiscoveryVmIpFinder(true);
        try (Ignite first = Ignition.start(node("first", finder, List.of()));
                Ignite second = Ignition.start(node("second", finder, List.of()))) {
            assertThat(first.cluster().state()).isEqualTo(ClusterState.INACTIVE);
            Wick wick = Wick.on(first);
            assertThat(wick.submit(() -> 6 * 7).get(PATIENCE)).isEqualTo(42);

            first.cluster().state(ClusterState.ACTIVE);

            works(wick);
            works(Wick.on(second));
        }
    }

    @Test
    void when_an_application_is_configured_then_it_ships_once_activated() throws Exception {
        var finder = new TcpDiscoveryVmIpFinder(true);
        Path classes =
                Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Ignite alone = Ignition.start(node("alone", finder, List.of(classes)))) {
            assertThat(alone.cluster().state()).isEqualTo(ClusterState.INACTIVE);

            alone.cluster().state(ClusterState.ACTIVE);

            works(Wick.on(alone));
        }
    }

    private static void works(Wick wick) {
        double[] numbers = new double[100_000];
        numbers[7] = 1.5;
        ObjectRef<double[]> ref = wick.put(numbers);
        ObjectRef<Double> sum = wick.submit(() -> ref.get()[7] + ref.get().length);
        assertThat(sum.get(PATIENCE)).isEqualTo(100_001.5);
    }

    @SuppressWarnings("deprecation")
    private IgniteConfiguration node(
            String name, TcpDiscoveryVmIpFinder finder, List<Path> application) {
        WickConfig config =
                WickConfig.builder().application(application.toArray(Path[]::new)).build();
        var storage =
                new DataStorageConfiguration()
                        .setWalMode(WALMode.NONE)
                        .setDefaultDataRegionConfiguration(
                                new DataRegionConfiguration()
                                        .setMaxSize(100L << 20)
                                        .setPersistenceEnabled(true));
        return BareNode.of(name, home.resolve(name))
                .setDataStorageConfiguration(storage)
                .setPluginConfigurations(new WickPluginConfiguration().setConfig(config))
                .setDiscoverySpi(new TcpDiscoverySpi().setIpFinder(finder));
    }
}
