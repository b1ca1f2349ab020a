package io.wick.benchmarks.soak;

import io.wick.NodeInfo;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.actor.ActorRef;
import io.wick.graph.Plan;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * What Wick keeps on purpose of things that are over: how they ended, for those who still ask. It
 * grows up to a limit, where the oldest are forgotten.
 */
final class Remembered {
    /**
     * Limits by collection; that of actors with a record is one of time, ten minutes. What waits
     * for its time, and routes that await the collector, have none: so few are those of the last
     * seconds.
     */
    static final Map<String, Long> MOST =
            Map.ofEntries(
                    Map.entry(Sample.WICK + "IgniteEngine.timer", 100L),
                    Map.entry(Sample.WICK + "Routes.known", 100L),
                    Map.entry(Sample.WICK + "RunHost.over", 10_000L),
                    Map.entry(Sample.WICK + "Members.gone", 10_000L),
                    Map.entry(Sample.WICK + "RunOwner.leftInOrder", 1_000L),
                    Map.entry(Sample.WICK + "LastWords.words", 10_000L),
                    Map.entry(Sample.WICK + "Failover.seen", 1_000L),
                    Map.entry(Sample.WICK + "ActorPlaces.gone", 1_000L),
                    Map.entry(Sample.WICK + "Graves.gone", 1_000L),
                    Map.entry(Sample.WICK + "Bundles.ended", 1_000L),
                    Map.entry(Sample.WICK + "Whereabouts.others", 1_000L));

    /**
     * Ignite remembers 10,240 jobs and ends of queries per node, in parts that do not fill evenly.
     */
    private static final int IN_ENGINE = 15_000;

    private static final Duration FILLED_WITHIN = Duration.ofMinutes(5);
    private static final int ACTORS_PER_NODE = 11_000;
    private static final int GROUPS = 1_200;

    /** Ignite remembers the nodes of 1,000 topologies, 36 KB each; a client makes two. */
    private static final int CLIENTS = 510;

    private static final int CLIENTS_AT_ONCE = 4;
    private static final int AT_ONCE = 200;

    private Remembered() {}

    /**
     * Fills most of it, so that what grows afterwards is a leak.
     *
     * @param addresses of servers
     */
    static void fill(Wick wick, String[] addresses) {
        long begin = System.nanoTime();
        fillTopologies(addresses);
        for (NodeInfo node : wick.nodes()) {
            wick.task(Remembered::fillEngine)
                    .resources(r -> r.cpus(0))
                    .onNode(node.id())
                    .submit()
                    .get(FILLED_WITHIN);
        }
        int nodes = wick.nodes().size();
        for (int made = 0; made < nodes * ACTORS_PER_NODE; made += AT_ONCE) {
            List<ActorRef<Adder>> some =
                    Stream.generate(() -> wick.actor(Adder::new).spread().create())
                            .limit(AT_ONCE)
                            .toList();
            wick.get(some.stream().map(adder -> adder.call(Adder::add, 1L)).toList());
            some.forEach(ActorRef::kill);
        }
        for (int i = 0; i < GROUPS; i++) {
            try (PlacementGroup group =
                    wick.placementGroup()
                            .bundle(r -> r.cpus(0.1))
                            .bundle(r -> r.cpus(0.1))
                            .bundle(r -> r.cpus(0.1))
                            .strategy(Strategy.SPREAD)
                            .create()) {
                var unused = group.await(Round.LIMIT);
            }
        }
        System.err.printf("Filled in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    }

    private static void fillTopologies(String[] addresses) {
        WickConfig config = WickConfig.builder().addresses(addresses).build();
        try (var threads = Executors.newFixedThreadPool(CLIENTS_AT_ONCE)) {
            var clients = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(
                        CompletableFuture.runAsync(() -> Wick.connect(config).close(), threads));
            }
            clients.forEach(CompletableFuture::join);
        }
    }

    /**
     * What Ignite and Wick remember of runs and queries that were started here: a number of no use.
     */
    private static int fillEngine() {
        int seen = 0;
        Wick wick = Wick.current();
        ActorRef<Adder> listed =
                wick.actor(Adder::new).named("listed " + wick.nodes().getFirst().id()).create();
        Plan<Long> plan = wick.compile(GraphRounds.layered("fill", 2, 12));
        for (int i = 0; i < IN_ENGINE; i++) {
            var unused = plan.run(Map.of("x", (long) i)).get(Round.LIMIT);
            seen += wick.actors().size();
        }
        listed.kill();
        return seen;
    }
}
