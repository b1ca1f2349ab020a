package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.InfeasibleException;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.configuration.CacheConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What tasks hold while they run, and where they run. */
@WickTest(nodes = 3, cpus = 2, setup = ResourceTest.Setup.class)
class ResourceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static volatile CountDownLatch together = new CountDownLatch(1);

    static final class Setup implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            config.attribute("rack", "r" + node);
            return node == 1 ? config.resource("licence", 2) : config;
        }
    }

    @BeforeEach
    void reset() {
        RUNNING.set(0);
        MOST.set(0);
    }

    /** Waits until as many run as the latch counts, so that fewer at a time would never end. */
    private static UUID meet() throws InterruptedException {
        int now = RUNNING.incrementAndGet();
        MOST.accumulateAndGet(now, Math::max);
        together.countDown();
        try {
            if (!together.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Only " + now + " run together");
            }
        } finally {
            RUNNING.decrementAndGet();
        }
        return Wick.current().nodes().getFirst().id();
    }

    private static List<UUID> runMeeting(
            Wick wick, int tasks, int atOnce, UUID node, UnaryOperator<Resources> each) {
        together = new CountDownLatch(atOnce);
        var refs = new ArrayList<ObjectRef<UUID>>();
        for (int i = 0; i < tasks; i++) {
            var task = wick.task(ResourceTest::meet).resources(each);
            refs.add(node == null ? task.submit() : task.onNode(node).submit());
        }
        return wick.get(refs, LIMIT.multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void when_tasks_hold_half_a_cpu_then_four_run_on_two(int node, WickCluster cluster) {
        runMeeting(cluster.wick(), 12, 4, cluster.id(node), r -> r.cpus(0.5));

        assertThat(MOST).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void when_tasks_hold_a_whole_cpu_then_two_run_on_two(int node, WickCluster cluster) {
        runMeeting(cluster.wick(), 10, 2, cluster.id(node), r -> r);

        assertThat(MOST).hasValue(2);
    }

    @Test
    void when_tasks_hold_a_custom_resource_then_they_run_where_it_is(WickCluster cluster) {
        List<UUID> where =
                runMeeting(cluster.wick(), 10, 2, null, r -> r.cpus(0).custom("licence", 1));

        assertThat(MOST).hasValue(2);
        assertThat(where).containsOnly(cluster.id(1));
    }

    @Test
    void when_tasks_hold_memory_then_no_more_run_than_fit(WickCluster cluster) {
        long all =
                cluster.wick().nodes().getFirst().capacity().thousandths(Resources.MEMORY) / 1000;

        runMeeting(cluster.wick(), 9, 3, cluster.id(0), r -> r.cpus(0).memory(all / 3));

        assertThat(MOST).hasValue(3);
    }

    @Test
    void when_large_and_small_tasks_mix_then_none_starves(WickCluster cluster) {
        Wick wick = cluster.wick();
        UUID here = cluster.id(0);
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 400; i++) {
            double cpus = i % 7 == 0 ? 2 : i % 3 == 0 ? 1.5 : 0.25;
            int number = i;
            refs.add(wick.task(() -> number).resources(r -> r.cpus(cpus)).onNode(here).submit());
        }
        assertThat(wick.get(refs, LIMIT)).hasSize(400).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cpu", "licence", "unheard-of"})
    void when_no_node_has_enough_then_it_fails_at_once(String resource, Wick wick) {
        long start = System.nanoTime();
        ObjectRef<Integer> ref =
                wick.task(() -> 1).named("greedy").resources(r -> r.custom(resource, 3)).submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("greedy")
                .hasMessageContaining(resource + " 3");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void when_a_place_does_not_exist_then_it_fails_at_once(Wick wick) {
        long start = System.nanoTime();
        var nowhere = UUID.randomUUID();

        assertThatThrownBy(() -> wick.task(() -> 1).onNode(nowhere).submit().get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining(nowhere.toString());
        assertThatThrownBy(() -> wick.task(() -> 1).whereAttribute("rack", "x").submit().get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("rack=x");
        assertThatThrownBy(() -> wick.task(() -> 1).nearKey("no-cache", 1).submit().get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("no-cache");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    private static UUID here() {
        return Wick.current().nodes().getFirst().id();
    }

    @Test
    void when_a_node_or_attribute_is_named_then_the_task_runs_there(WickCluster cluster) {
        Wick wick = cluster.wick();
        for (int node = 0; node < 3; node++) {
            UUID id = cluster.id(node);
            assertThat(wick.task(ResourceTest::here).onNode(id).submit().get(LIMIT)).isEqualTo(id);
            assertThat(
                            wick.task(ResourceTest::here)
                                    .whereAttribute("rack", "r" + node)
                                    .submit()
                                    .get(LIMIT))
                    .isEqualTo(id);
        }
    }

    @Test
    void when_tasks_spread_then_all_nodes_get_the_same_number(WickCluster cluster) {
        Wick wick = cluster.wick();
        var counts = new HashMap<UUID, Integer>();
        for (int i = 0; i < 30; i++) {
            counts.merge(
                    wick.task(ResourceTest::here).spread().submit().get(LIMIT), 1, Integer::sum);
        }
        assertThat(counts)
                .isEqualTo(Map.of(cluster.id(0), 10, cluster.id(1), 10, cluster.id(2), 10));
    }

    @Test
    void when_a_key_is_named_then_the_task_runs_on_its_primary(WickCluster cluster) {
        Wick wick = cluster.wick();
        var ignite = ((IgniteEngine) wick.engine()).ignite();
        var cache = ignite.getOrCreateCache(new CacheConfiguration<Integer, String>("trades"));
        try {
            for (int key = 0; key < 20; key++) {
                UUID primary = ignite.affinity("trades").mapKeyToNode(key).id();
                assertThat(wick.task(ResourceTest::here).nearKey("trades", key).submit().get(LIMIT))
                        .isEqualTo(primary);
            }
        } finally {
            cache.destroy();
        }
    }

    @Test
    void when_an_input_is_large_then_the_task_runs_where_it_is(WickCluster cluster) {
        Wick wick = cluster.wick();
        for (int node = 0; node < 3; node++) {
            ObjectRef<long[]> large =
                    wick.task(() -> new long[100_000]).onNode(cluster.id(node)).submit();
            wick.await(List.of(large), 1, LIMIT);

            assertThat(wick.task(ResourceTest::here).near(large).submit().get(LIMIT))
                    .isEqualTo(cluster.id(node));
            ObjectRef<UUID> reader =
                    wick.submit(() -> large.get().length == 100_000 ? here() : null);
            assertThat(reader.get(LIMIT)).isEqualTo(cluster.id(node));
        }
    }
}
