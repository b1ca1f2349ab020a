package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.ConfigException;
import io.wick.ignite.WickPluginConfiguration;
import io.wick.ignite.internal.wire.Op;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Servers of plain Ignite with the unpacked zip on their class path, and clients of them. */
@SuppressWarnings("deprecation") // plugin configurations
@Timeout(300)
class PluginInstallIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SERVERS = 3;

    @TempDir static Path folder;
    static Path plugin;
    static IgniteServers servers;

    @BeforeAll
    static void startServers() throws Exception {
        plugin = PluginZip.unpack(folder.resolve("zip"));
        servers = new IgniteServers(folder, SERVERS + 1);
        Path json =
                Files.writeString(
                        folder.resolve("wick.json"),
                        """
                        {"cpus": 1, "attributes": {"rack": "left"}}
                        """);
        servers.launch(
                plugin,
                """
                <property name="pluginConfigurations">
                  <bean class="io.wick.ignite.WickPluginConfiguration">
                    <property name="configFile" value="%s"/>
                  </bean>
                </property>
                """
                        .formatted(json));
        servers.launch(plugin, "");
        servers.launch(
                plugin,
                """
                <property name="pluginProviders">
                  <list><bean class="io.wick.ignite.WickPluginProvider"/></list>
                </property>
                """);
        servers.awaitStarted();
    }

    @AfterAll
    static void killServers() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void when_unpacked_then_the_zip_has_one_jar_and_what_explains_it() throws Exception {
        assertThat(PluginZip.names(plugin))
                .containsExactlyInAnyOrder(
                        Path.of(System.getProperty("wick.plugin.jar")).getFileName().toString(),
                        "LICENSE",
                        "README.txt",
                        "wick.args");
        assertThat(plugin.resolve("wick.args"))
                .hasSameTextualContentAs(Path.of(System.getProperty("wick.args.file")));
        assertThat(plugin.resolve("wick.args")).content().doesNotContain("-Xmx", "${");
    }

    @Test
    void when_a_client_connects_then_every_server_runs_its_tasks_and_keeps_objects() {
        WickConfig config =
                WickConfig.builder()
                        .addresses(servers.addresses())
                        .application(testClasses())
                        .build();
        try (Wick wick = Wick.connect(config)) {
            List<NodeInfo> workers = awaitWorkers(wick);
            assertThat(workers)
                    .filteredOn(n -> "left".equals(n.attributes().get("rack")))
                    .hasSize(1);
            runOnEach(wick, workers);
        }
    }

    @Test
    void when_a_thick_client_has_the_plugin_then_Wick_runs_on_it() {
        WickConfig config = WickConfig.builder().application(testClasses()).build();
        IgniteConfiguration node = client("with-wick");
        node.setPluginConfigurations(new WickPluginConfiguration().setConfig(config));
        try (Ignite ignite = Ignition.start(node)) {
            Wick wick = Wick.on(ignite);
            runOnEach(wick, awaitWorkers(wick));
            wick.close();
            assertThat(ignite.cluster().localNode().isClient()).isTrue();
            assertThat(Wick.on(ignite).nodes()).isNotEmpty();
        }
    }

    @Test
    void when_a_node_has_no_plugin_then_the_error_says_what_to_do() {
        IgniteConfiguration node = client("without-wick");
        node.setPluginProviders(new OtherPlugin());
        try (Ignite ignite = Ignition.start(node)) {
            assertThatThrownBy(() -> Wick.on(ignite))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll(
                            "'without-wick' runs without Wick",
                            "wick-ignite-plugin",
                            "io.wick.ignite.WickPluginProvider");
        }
        assertThatThrownBy(() -> Wick.on("no node")).isInstanceOf(ConfigException.class);
    }

    @Test
    void when_a_server_without_Wick_joins_then_it_takes_no_part_and_tasks_go_on() throws Exception {
        WickConfig config = WickConfig.builder().application(testClasses()).build();
        IgniteConfiguration node = client("observer");
        node.setPluginConfigurations(new WickPluginConfiguration().setConfig(config));
        try (Ignite ignite = Ignition.start(node)) {
            Wick wick = Wick.on(ignite);
            List<NodeInfo> workers = awaitWorkers(wick);
            runOnEach(wick, workers);
            Set<UUID> before = ids(ignite);
            try (ChildJvm plain = servers.launch(null, "")) {
                plain.awaitOutput(IgniteServers.STARTED);
                await().atMost(PATIENCE).until(() -> ids(ignite).size() == before.size() + 1);
                UUID joined =
                        ids(ignite).stream().filter(id -> !before.contains(id)).findAny().get();
                assertThat(wick.nodes()).extracting(NodeInfo::id).doesNotContain(joined);
                for (String cache : List.of("wick-objects", "wick-results", "wick-applications")) {
                    assertThat(ignite.cluster().forDataNodes(cache).nodes())
                            .as(cache)
                            .extracting(ClusterNode::id)
                            .hasSize(SERVERS)
                            .doesNotContain(joined);
                }
                runOnEach(wick, workers);
                ObjectRef<Integer> anywhere = wick.submit(() -> 6 * 7);
                assertThat(anywhere.get(PATIENCE)).isEqualTo(42);
                assertThat(plain.isAlive()).isTrue();
            } finally {
                servers.started().removeLast();
            }
        }
    }

    @Test
    void when_Wick_comes_to_a_cluster_without_it_then_the_other_nodes_stay() throws Exception {
        WickConfig config = WickConfig.builder().application(testClasses()).build();
        try (var mixed = new IgniteServers(folder.resolve("mixed"), 2)) {
            ChildJvm plain = mixed.launch(null, "").awaitOutput(IgniteServers.STARTED);
            mixed.launch(plugin, "").awaitOutput(IgniteServers.STARTED);
            IgniteConfiguration node = client("comer", mixed);
            node.setPluginConfigurations(new WickPluginConfiguration().setConfig(config));
            try (Ignite ignite = Ignition.start(node)) {
                Wick wick = Wick.on(ignite);
                await().atMost(PATIENCE).until(() -> workers(wick).size() == 1);
                ObjectRef<double[]> ref = wick.put(new double[100_000]);
                assertThat(wick.task(Sighting::of, ref).submit().get(PATIENCE).pid())
                        .isEqualTo(mixed.started().getLast().pid());
                assertThat(ids(ignite)).hasSize(3);
                assertThat(plain.isAlive()).isTrue();
            }
        }
    }

    @Test
    void when_another_wire_version_joins_then_it_is_refused_and_told_both_versions()
            throws Exception {
        try (ChildJvm other =
                servers.launch(
                        null,
                        """
                        <property name="userAttributes">
                          <map><entry key="io.wick.wire"><value type="java.lang.Integer">999</value></entry></map>
                        </property>
                        """)) {
            assertThat(other.awaitExit()).isNotZero();
            assertThat(other.out() + other.err())
                    .contains(
                            "speaks version 999 of Wick's wire format, this cluster " + Op.VERSION)
                    .contains("Install the same release of Wick on all nodes");
        } finally {
            servers.started().removeLast();
        }
    }

    private static void runOnEach(Wick wick, List<NodeInfo> workers) {
        double[] numbers = new double[100_000];
        Arrays.fill(numbers, 0.5);
        ObjectRef<double[]> ref = wick.put(numbers);
        assertThat(ref.get(PATIENCE)).isEqualTo(numbers);
        assertThat(wick.put(Map.of("a", List.of(1, 2))).get(PATIENCE))
                .isEqualTo(Map.of("a", List.of(1, 2)));
        var pids = new HashSet<Long>();
        for (NodeInfo worker : workers) {
            Sighting seen = wick.task(Sighting::of, ref).onNode(worker.id()).submit().get(PATIENCE);
            assertThat(seen.sum()).isEqualTo(50_000);
            assertThat(seen.jar()).endsWith("-all.jar");
            pids.add(seen.pid());
        }
        List<Long> children = servers.started().stream().limit(SERVERS).map(ChildJvm::pid).toList();
        assertThat(pids).containsExactlyInAnyOrderElementsOf(children);
    }

    private static List<NodeInfo> awaitWorkers(Wick wick) {
        await().atMost(PATIENCE).until(() -> workers(wick).size() == SERVERS);
        return workers(wick);
    }

    private static List<NodeInfo> workers(Wick wick) {
        return wick.nodes().stream().filter(NodeInfo::worker).toList();
    }

    private static Set<UUID> ids(Ignite ignite) {
        var ids = new HashSet<UUID>();
        ignite.cluster().nodes().forEach(node -> ids.add(node.id()));
        return ids;
    }

    private static Path testClasses() {
        try {
            return Path.of(
                    PluginInstallIT.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IgniteConfiguration client(String name) {
        return client(name, servers);
    }

    private static IgniteConfiguration client(String name, IgniteServers servers) {
        var finder = new TcpDiscoveryVmIpFinder(false);
        finder.setAddresses(List.of(servers.addresses()));
        return new IgniteConfiguration()
                .setIgniteInstanceName(name)
                .setClientMode(true)
                .setLocalHost("127.0.0.1")
                .setWorkDirectory(folder.resolve(name).toString())
                .setDiscoverySpi(new TcpDiscoverySpi().setIpFinder(finder));
    }
}
