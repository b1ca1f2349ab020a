package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wick.Wick;
import io.wick.graph.DurableRun;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.query.ScanQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All JVMs of a cluster with Ignite's persistence are killed, and started again. */
@Timeout(600)
class DurableRestartTest {
    private static final int WIDTH = LongGraphs.WIDTH;

    @TempDir Path home;

    @Test
    void when_the_whole_cluster_is_killed_then_durable_runs_go_on_and_results_are_there()
            throws Exception {
        List<Integer> ports = IgniteServers.freePorts(3);
        String open = file("open");
        int spoilt;
        try (PersistentServers servers = PersistentServers.launch(home, ports);
                Wick wick = servers.join()) {
            loseOne(servers, wick);
            assertThat(
                            wick.compile(LongGraphs.adding(file("begun"), file("begun-40")))
                                    .start("over", Map.of("x", 40))
                                    .get(LongGraphs.PATIENCE))
                    .isEqualTo(42);
            wick.compile(LongGraphs.adding(file("begun"), open)).start("nightly", Map.of("x", 1));
            LongGraphs.await(file("begun-1"));
            wick.compile(LongGraphs.numbers(file("numbers"), open)).start("spoilt");
            spoilt = spoil(awaitRunOnDisk(WIDTH).getFirst());
            wick.compile(LongGraphs.layers(file("layers"), open)).start("layers");
            awaitRunOnDisk(2 * WIDTH); // the third layer waits
        }
        assertThat(LongGraphs.ran(file("layers"))).hasSize(2 * WIDTH).doesNotHaveDuplicates();
        Files.createFile(Path.of(open));
        try (PersistentServers servers = PersistentServers.launch(home, ports);
                Wick wick = servers.join()) {
            DurableRun<Long> layers = wick.durableRun("layers", Long.class).orElseThrow();
            assertThat(layers.get(LongGraphs.PATIENCE)).isEqualTo(LongGraphs.SUM_OF_LAYERS);
            assertThat(layers.info().keepers()).isEqualTo(2);
            assertThat(layers.progress().done()).isEqualTo(4 * WIDTH + 2);
            assertThat(LongGraphs.ran(file("layers")))
                    .as("nothing that was on disk has run again")
                    .hasSize(4 * WIDTH)
                    .doesNotHaveDuplicates();

            DurableRun<Integer> numbers = wick.durableRun("spoilt", Integer.class).orElseThrow();
            assertThat(numbers.get(LongGraphs.PATIENCE)).isEqualTo(LongGraphs.SUM_OF_NUMBERS);
            assertThat(LongGraphs.ran(file("numbers")))
                    .as("what could not be read has run again")
                    .filteredOn(each -> each == spoilt)
                    .hasSize(2);

            DurableRun<Integer> nightly = wick.durableRun("nightly", Integer.class).orElseThrow();
            assertThat(nightly.get(LongGraphs.PATIENCE)).isEqualTo(3);
            assertThat(nightly.info().keepers()).isEqualTo(2);

            DurableRun<Integer> over = wick.durableRun("over", Integer.class).orElseThrow();
            assertThat(over.get(LongGraphs.PATIENCE)).isEqualTo(42);
            assertThat(over.info().keepers()).isEqualTo(1);
            assertThat(over.remove()).isTrue();
            assertThat(wick.durableRuns())
                    .extracting(DurableRun.Info::name)
                    .containsExactly("layers", "nightly", "spoilt");
            await().atMost(LongGraphs.PATIENCE).until(() -> keys().isEmpty());
        }
    }

    /** Of a node that is killed and keeps no run, others have what was on disk. */
    private void loseOne(PersistentServers servers, Wick wick) throws Exception {
        String open = file("open-pairs");
        DurableRun<Long> run = wick.compile(LongGraphs.pairs(file("pairs"), open)).start("pairs");
        awaitRunOnDisk(WIDTH);
        Object keeper =
                Ignition.allGrids()
                        .getFirst()
                        .affinity("wick-runs")
                        .mapKeyToNode("pairs")
                        .consistentId();
        servers.kill(keeper.equals("node-2") ? 1 : 2);
        Files.createFile(Path.of(open));

        assertThat(run.get(LongGraphs.PATIENCE)).isEqualTo(LongGraphs.SUM_OF_PAIRS);
        assertThat(run.info().keepers()).isEqualTo(1);
        assertThat(LongGraphs.ran(file("pairs")))
                .as("nothing that was on disk has run again")
                .hasSize(2 * WIDTH)
                .doesNotHaveDuplicates();
        assertThat(run.remove()).isTrue();
        await().atMost(LongGraphs.PATIENCE).until(() -> keys().isEmpty());
    }

    private String file(String name) {
        return home.resolve(name).toString();
    }

    /** Damages a value on disk; gives the number of its vertex. */
    private static int spoil(String key) {
        values().put(key, new byte[] {-1, -1, -1});
        return Integer.parseInt(key.substring(key.indexOf('/') + 1));
    }

    /** Waits until so many values of some run are on disk, and gives their keys. */
    private static List<String> awaitRunOnDisk(int count) {
        var found = new ArrayList<String>();
        await().atMost(LongGraphs.PATIENCE)
                .until(
                        () -> {
                            keys().stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    key -> key.substring(0, key.indexOf('/'))))
                                    .values()
                                    .stream()
                                    .filter(run -> run.size() == count)
                                    .forEach(found::addAll);
                            return !found.isEmpty();
                        });
        return found;
    }

    private static List<String> keys() {
        return values().query(new ScanQuery<String, byte[]>(), javax.cache.Cache.Entry::getKey)
                .getAll();
    }

    private static IgniteCache<String, byte[]> values() {
        return Ignition.allGrids().getFirst().cache("wick-run-values");
    }
}
