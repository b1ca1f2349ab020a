package io.wick.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.testkit.Census;
import io.wick.testkit.WickCluster;

import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rounds of all that there is leave nothing behind: the short form of {@link Soak}. */
class LeftoversTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 2;
    private static final long LIMIT_NANOS = 60_000_000_000L;

    /**
     * What grows with the program's code, or comes and goes with load; and the routes to actors, of
     * which those that nobody has go when the next is made.
     */
    private static final Set<String> OF_CODE_OR_LOAD =
            Set.of(
                    "Functions.known",
                    "Functions.factories[]",
                    "Link.functions",
                    "Estimates.means",
                    "RunnerThreads.idle",
                    "Routes.known");

    /** Every kind on every node; the same seeds give the same work, names included. */
    private static void work(WickCluster cluster) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var rounds = new ArrayList<Future<?>>();
            for (Kind kind : Kind.values()) {
                for (Wick wick : cluster.nodes()) {
                    long seed = 100L * kind.ordinal() + rounds.size();
                    rounds.add(threads.submit(() -> kind.run(wick, seed)));
                }
            }
            for (Future<?> round : rounds) {
                round.get();
            }
        }
    }

    private static SortedMap<String, Long> held(WickCluster cluster) {
        var all = new TreeMap<String, Long>();
        for (int i = 0; i < cluster.nodes().size(); i++) {
            String node = "node " + i + ": ";
            Census.of(cluster.node(i))
                    .forEach(
                            (name, size) -> {
                                if (!OF_CODE_OR_LOAD.contains(name)
                                        && !Remembered.MOST.containsKey(Sample.WICK + name)) {
                                    all.put(node + name, size);
                                }
                            });
        }
        var ignite = ((IgniteEngine) cluster.wick().engine()).ignite();
        for (String cache : List.of("wick-objects", "wick-results")) {
            all.put("entries of " + cache, (long) ignite.cache(cache).size(CachePeekMode.ALL));
        }
        all.put(
                "threads that keep the JVM alive",
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.isDaemon())
                        .filter(thread -> !thread.getName().contains("%wick-")) // Ignite's pools
                        .count());
        return all;
    }

    /** What is left once two looks in a row see the same. */
    private static SortedMap<String, Long> settled(WickCluster cluster) throws Exception {
        SortedMap<String, Long> before = new TreeMap<>();
        for (long end = System.nanoTime() + LIMIT_NANOS; System.nanoTime() < end; ) {
            System.gc();
            Thread.sleep(1000); // longer than handles that nobody holds are kept
            SortedMap<String, Long> now = held(cluster);
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
        return fail("It never settles: " + before);
    }

    private static List<String> more(SortedMap<String, Long> before, SortedMap<String, Long> now) {
        return now.entrySet().stream()
                .filter(held -> held.getValue() > before.getOrDefault(held.getKey(), 0L))
                .map(held -> held + ", before " + before.get(held.getKey()))
                .toList();
    }

    @Test
    @Timeout(300)
    void when_rounds_of_everything_are_over_then_no_collection_of_the_engine_holds_more()
            throws Exception {
        try (var cluster = WickCluster.start(2, (node, config) -> config)) {
            work(cluster); // makes what is made once
            SortedMap<String, Long> before = settled(cluster);
            assertThat(before).containsKeys("node 0: RefTable.exports", "node 1: ActorHost.live");

            for (int i = 0; i < ROUNDS; i++) {
                work(cluster);
            }

            List<String> left = more(before, held(cluster));
            for (long end = System.nanoTime() + LIMIT_NANOS;
                    !left.isEmpty() && System.nanoTime() < end; ) {
                System.gc();
                Thread.sleep(100);
                left = more(before, held(cluster));
            }
            assertThat(left).isEmpty();
        }
    }
}
