package io.wick.install;

import io.wick.WickConfig;
import io.wick.ignite.WickPluginConfiguration;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A server node with Ignite's persistence in a JVM of its own. Its arguments are a name, a folder,
 * a port of its own and those of the others; it activates the cluster once all are there.
 */
final class PersistentNode {
    static final String ACTIVE = "The cluster is active";

    private PersistentNode() {}

    /** Starts the node and stays. */
    public static void main(String[] arguments) throws InterruptedException {
        String name = arguments[0];
        int port = Integer.parseInt(arguments[2]);
        List<String> addresses =
                Arrays.stream(arguments).skip(2).map(each -> "127.0.0.1:" + each).toList();
        Ignite ignite = Ignition.start(node(name, Path.of(arguments[1]), port, addresses));
        while (ignite.cluster().forServers().nodes().size() < addresses.size()) {
            Thread.sleep(50);
        }
        ignite.cluster().state(ClusterState.ACTIVE);
        System.out.println(ACTIVE);
    }

    @SuppressWarnings("deprecation") // plugin configurations are, but nothing has come instead
    private static IgniteConfiguration node(
            String name, Path home, int port, List<String> addresses) {
        WickConfig config = WickConfig.builder().cpus(4).storeBytes(64L << 20).build();
        var storage =
                new DataStorageConfiguration()
                        .setWalSegments(3) // they are written when the node starts
                        .setWalSegmentSize(8 << 20)
                        .setDefaultDataRegionConfiguration(
                                new DataRegionConfiguration()
                                        .setMaxSize(64L << 20)
                                        .setPersistenceEnabled(true));
        return BareNode.of(name, home)
                .setDataStorageConfiguration(storage)
                .setPluginConfigurations(new WickPluginConfiguration().setConfig(config))
                .setDiscoverySpi(
                        new TcpDiscoverySpi()
                                .setLocalPort(port)
                                .setLocalPortRange(0)
                                .setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(addresses)));
    }
}
