package io.wick.ignite.internal.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.ignite.WickPluginConfiguration;
import io.wick.install.BareNode;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A durable run of one node, in this JVM, with values on disk, and a node that stops. */
@Timeout(300)
class LargeDurableValuesTest {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int MEBI = 1 << 20;

    /** With pages for 256 MiB. */
    private static final int LARGEST = 4 * MEBI;

    /** A run that there is not. */
    private static final UUID NOBODY = UUID.randomUUID();

    /** How often vertices have run. */
    private static final Map<String, Integer> RAN = new ConcurrentHashMap<>();

    private static final CountDownLatch GATE = new CountDownLatch(1);

    @TempDir Path home;

    record Parcel(String name, Object content) {}

    @AfterEach
    void open() {
        GATE.countDown();
    }

    private static int ran(String vertex, long millis) throws InterruptedException {
        Thread.sleep(millis);
        return RAN.merge(vertex, 1, Integer::sum);
    }

    /** Values of several MiB, one that is too large, and one with a ref inside, then their sum. */
    private static Graph<Long> graph() {
        GraphBuilder g = Graph.builder("values on disk");
        var large =
                g.sweep(
                        "large",
                        3,
                        (Integer i) -> {
                            int times = ran("large-" + i, 600);
                            long[] numbers = new long[(LARGEST - 100) / Long.BYTES];
                            Arrays.fill(numbers, times);
                            return numbers;
                        });
        Vertex<Parcel> ref =
                g.task(
                        "ref",
                        () -> {
                            ran("ref", 50);
                            return new Parcel("ref", Wick.current().put(new long[] {100}));
                        });
        Vertex<byte[]> huge =
                g.task(
                        "huge",
                        () -> {
                            ran("huge", 500);
                            return new byte[LARGEST];
                        });
        Vertex<Long> sum =
                g.gather(
                        "sum",
                        (List<long[]> all) -> all.stream().mapToLong(x -> x[x.length - 1]).sum(),
                        large);
        return g.build(g.task("total", LargeDurableValuesTest::total, sum, ref, huge));
    }

    private static long total(long sum, Parcel ref, byte[] huge) throws InterruptedException {
        ran("total", 0);
        GATE.await();
        return sum + ((long[]) ((ObjectRef<?>) ref.content()).get())[0] + huge.length;
    }

    @Test
    void when_a_node_starts_again_then_large_values_are_read_and_those_with_refs_made_again() {
        try (Ignite ignite = Ignition.start(configuration())) {
            ignite.cluster().state(ClusterState.ACTIVE);
            Wick.on(ignite).compile(graph()).start("large");
            await().atMost(LIMIT).until(() -> RAN.size() == 6 && keys(ignite).size() == 3);
            values(ignite).put(NOBODY + "/0", new byte[] {1});
            await("a look for what is left").atMost(LIMIT).until(() -> keys(ignite).size() == 3);
            assertThat(keys(ignite)).noneMatch(key -> key.startsWith(NOBODY.toString()));
        }
        GATE.countDown();
        try (Ignite ignite = Ignition.start(configuration())) {
            await().atMost(LIMIT).until(() -> ignite.cluster().state().active());
            DurableRun<Long> run = Wick.on(ignite).durableRun("large", Long.class).orElseThrow();

            assertThat(run.get(LIMIT)).isEqualTo(3 + 100 + LARGEST);
            assertThat(IntStream.range(0, 3).map(i -> RAN.get("large-" + i))).containsOnly(1);
            assertThat(RAN).containsEntry("ref", 2).containsEntry("huge", 2);
            assertThat(run.remove()).isTrue();
            await().atMost(LIMIT).until(() -> keys(ignite).isEmpty());
        }
    }

    private static IgniteCache<String, byte[]> values(Ignite ignite) {
        return ignite.cache("wick-run-values");
    }

    private static Set<String> keys(Ignite ignite) {
        return new HashSet<>(
                values(ignite)
                        .query(new ScanQuery<String, byte[]>(), entry -> entry.getKey())
                        .getAll());
    }

    @SuppressWarnings("deprecation") // plugin configurations are, but nothing has come instead
    private IgniteConfiguration configuration() {
        WickConfig config = WickConfig.builder().cpus(4).storeBytes(256L * MEBI).build();
        var storage =
                new DataStorageConfiguration()
                        .setWalSegments(3) // they are written when the node starts
                        .setWalSegmentSize(20 * MEBI)
                        .setDefaultDataRegionConfiguration(
                                new DataRegionConfiguration()
                                        .setMaxSize(64L * MEBI)
                                        .setPersistenceEnabled(true));
        return BareNode.of("large", home)
                .setDataStorageConfiguration(storage)
                .setPluginConfigurations(new WickPluginConfiguration().setConfig(config))
                .setDiscoverySpi(
                        new TcpDiscoverySpi().setIpFinder(new TcpDiscoveryVmIpFinder(true)));
    }
}
