package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.error.ConfigException;
import io.wick.error.GraphException;
import io.wick.graph.CachePartition;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.RunReport;
import io.wick.graph.Vertices;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.CacheConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Work goes where its data is, also while the data moves. */
class GraphAffinityTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PARTITIONS = 256;
    private static final int ENTRIES = 5_000;
    private static volatile CountDownLatch begun = new CountDownLatch(1);
    private static volatile CountDownLatch open = new CountDownLatch(0);

    private static WickCluster cluster(int nodes) {
        return WickCluster.start(nodes, (node, config) -> config.cpus(2));
    }

    private static IgniteCache<Integer, Integer> cache(Wick wick) {
        var config = new CacheConfiguration<Integer, Integer>("numbers");
        config.setAffinity(new RendezvousAffinityFunction(false, PARTITIONS));
        config.setBackups(1);
        IgniteCache<Integer, Integer> cache =
                ((IgniteEngine) wick.engine()).ignite().getOrCreateCache(config);
        for (int i = 0; i < ENTRIES; i++) {
            cache.put(i, i);
        }
        return cache;
    }

    private static long sumOf(CachePartition<Integer, Integer> partition) throws Exception {
        begun.countDown();
        open.await();
        try (var entries = partition.entries()) {
            return entries.mapToLong(entry -> entry.getValue()).sum();
        }
    }

    private static long total(List<Long> sums) {
        return sums.stream().mapToLong(Long::longValue).sum();
    }

    private static Graph<Long> sum(Wick wick) {
        GraphBuilder g = Graph.builder("sum");
        Vertices<CachePartition<Integer, Integer>> parts =
                g.cachePartitions(
                        "part",
                        "numbers",
                        wick.partitions("numbers"),
                        Integer.class,
                        Integer.class);
        return g.build(
                g.gather(
                        "total",
                        GraphAffinityTest::total,
                        g.map("sum", GraphAffinityTest::sumOf, parts)));
    }

    private static final long EXPECTED = (long) ENTRIES * (ENTRIES - 1) / 2;

    @Test
    void when_partitions_are_read_then_each_is_read_where_it_is() {
        try (WickCluster cluster = cluster(3)) {
            cache(cluster.wick());
            GraphRun<Long> run = cluster.wick().compile(sum(cluster.wick())).run();

            assertThat(run.get(LIMIT)).isEqualTo(EXPECTED);
            RunReport report = run.report();
            assertThat(report.affinity()).isGreaterThanOrEqualTo(0.99);
            assertThat(report.nodes())
                    .hasSize(3)
                    .allMatch(node -> node.vertices() > PARTITIONS / 8);
            assertThat(report.bytesMoved()).isLessThan(100L * PARTITIONS);
        }
    }

    @Test
    void when_a_node_joins_during_a_run_then_the_rest_is_read_where_it_moved() throws Exception {
        begun = new CountDownLatch(4);
        open = new CountDownLatch(1);
        try (WickCluster cluster = cluster(2)) {
            cache(cluster.wick());
            GraphRun<Long> run = cluster.wick().compile(sum(cluster.wick())).run();
            begun.await();
            cluster.addNode();
            awaitRebalanced(cluster.wick(), 3);
            open.countDown();

            assertThat(run.get(LIMIT)).isEqualTo(EXPECTED);
            RunReport report = run.report();
            assertThat(report.affinity()).isGreaterThanOrEqualTo(0.99);
            assertThat(report.nodes()).as(report.toString()).hasSize(3);
        } finally {
            open.countDown();
        }
    }

    @Test
    void when_a_node_leaves_during_a_run_then_its_part_is_read_elsewhere() throws Exception {
        begun = new CountDownLatch(6);
        open = new CountDownLatch(1);
        try (WickCluster cluster = cluster(3)) {
            cache(cluster.wick());
            GraphRun<Long> run = cluster.wick().compile(sum(cluster.wick())).run();
            begun.await();
            cluster.stop(2);
            open.countDown();

            assertThat(run.get(LIMIT)).isEqualTo(EXPECTED);
            assertThat(run.report().affinity()).isGreaterThanOrEqualTo(0.99);
            assertThat(run.report().epochs()).isGreaterThan(1);
        } finally {
            open.countDown();
        }
    }

    /** Until the new node is the primary of some partition: the data has been moved by then. */
    private static void awaitRebalanced(Wick wick, int nodes) {
        var ignite = ((IgniteEngine) wick.engine()).ignite();
        Waiting.until(
                "each node is the primary of a partition",
                LIMIT,
                () ->
                        ignite.cluster().forServers().nodes().stream()
                                        .filter(node -> hasPartitions(ignite, node))
                                        .count()
                                == nodes);
    }

    private static boolean hasPartitions(Ignite ignite, ClusterNode node) {
        return ignite.affinity("numbers").primaryPartitions(node).length > 0;
    }

    @Test
    void when_keys_are_sources_then_their_values_are_read_where_they_are() {
        try (WickCluster cluster = cluster(2)) {
            cache(cluster.wick());
            GraphBuilder g = Graph.builder("keys");
            List<Integer> keys = IntStream.range(0, 50).boxed().toList();
            Plan<List<Integer>> plan =
                    cluster.wick()
                            .compile(
                                    g.build(
                                            g.map(
                                                    "plus",
                                                    (Integer v) -> v + 1,
                                                    g.cacheKeys(
                                                            "value",
                                                            "numbers",
                                                            keys,
                                                            Integer.class))));

            assertThat(plan.run().get(LIMIT))
                    .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
        }
    }

    @Test
    void when_a_source_does_not_exist_or_has_changed_then_compiling_says_so() {
        try (WickCluster cluster = cluster(1)) {
            Wick wick = cluster.wick();
            assertThatThrownBy(() -> wick.partitions("numbers"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no cache 'numbers'");
            cache(wick);
            GraphBuilder g = Graph.builder("wrong");
            Graph<?> graph =
                    g.build(g.cachePartitions("part", "numbers", 7, Integer.class, Integer.class));

            assertThatThrownBy(() -> wick.compile(graph))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("'part'")
                    .hasMessageContaining(String.valueOf(PARTITIONS));
        }
    }
}
