package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.ignite.WickPluginConfiguration;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.client.ClientAuthenticationException;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.ClientConfiguration;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/** Ignite's own users and passwords, which SECURITY.md shows: Wick works where they are on. */
@Timeout(120)
class AuthenticationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path home;

    @Test
    void when_ignite_asks_thin_clients_for_passwords_then_wick_works_and_strangers_do_not()
            throws Exception {
        int port = freePort();
        try (Ignite ignite = Ignition.start(node(port))) {
            ignite.cluster().state(ClusterState.ACTIVE);

            Wick wick = Wick.on(ignite);
            ObjectRef<double[]> ref = wick.put(new double[100_000]);
            assertThat(wick.submit(() -> ref.get().length).get(PATIENCE)).isEqualTo(100_000);

            String address = "127.0.0.1:" + port;
            assertThatThrownBy(() -> client(address, "wrong").close())
                    .isInstanceOf(ClientAuthenticationException.class);
            try (IgniteClient client = client(address, "ignite")) {
                assertThat(client.cacheNames()).isNotNull();
            }
        }
    }

    private static IgniteClient client(String address, String password) {
        return Ignition.startClient(
                new ClientConfiguration()
                        .setAddresses(address)
                        .setUserName("ignite")
                        .setUserPassword(password));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @SuppressWarnings("deprecation")
    private IgniteConfiguration node(int port) {
        var config = new WickPluginConfiguration().setConfig(WickConfig.builder().build());
        var storage =
                new DataStorageConfiguration()
                        .setWalMode(WALMode.LOG_ONLY)
                        .setWalSegmentSize(1 << 20)
                        .setWalSegments(3)
                        .setDefaultDataRegionConfiguration(
                                new DataRegionConfiguration()
                                        .setMaxSize(100L << 20)
                                        .setPersistenceEnabled(true));
        return new IgniteConfiguration()
                .setIgniteInstanceName("guarded")
                .setConsistentId("guarded")
                .setAuthenticationEnabled(true)
                .setLocalHost("127.0.0.1")
                .setWorkDirectory(home.toString())
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(
                        new ClientConnectorConfiguration().setPort(port).setPortRange(0))
                .setDataStorageConfiguration(storage)
                .setPluginConfigurations(config)
                .setDiscoverySpi(
                        new TcpDiscoverySpi().setIpFinder(new TcpDiscoveryVmIpFinder(true)));
    }
}
