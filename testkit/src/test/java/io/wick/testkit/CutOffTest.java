package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.DisconnectedException;
import io.wick.graph.GraphRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Five servers, the test one of them, on networks that are cut. */
@WickProcesses(nodes = 4, client = false, network = true, setup = CutOffTest.Hosts.class)
class CutOffTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int TASKS = 40;

    /** Long after detection, short of waiting for ever. */
    private static final long BOUND_MILLIS = 20_000;

    @TempDir Path folder;

    /** Actors live in the last two JVMs. */
    static final class Hosts implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return config.attribute("actors", node == 2 || node == 3 ? "yes" : "no");
        }
    }

    private static ActorRef<Tally> durable(Wick wick) {
        return wick.actor(Tally::new, 0)
                .whereAttribute("actors", "yes")
                .restarts(-1)
                .detached()
                .checkpoints(Checkpoints.beforeReply())
                .named("sum-" + UUID.randomUUID())
                .create();
    }

    private static int home(ActorRef<Tally> actor, ProcessCluster cluster) {
        return cluster.indexOf(actor.call(Tally::node).get(LIMIT));
    }

    @Test
    void when_a_node_is_cut_off_then_nothing_is_lost_and_it_comes_back(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> sum = durable(wick).retries(50);
        int home = home(sum, cluster);
        UUID before = cluster.nodeId(home);
        SteadyCaller caller = SteadyCaller.start(wick, before, sum, folder);
        caller.awaitMore(20);
        List<ObjectRef<byte[]>> stored =
                IntStream.range(0, 20).mapToObj(i -> wick.put(new byte[50_000 + i])).toList();
        Marks marks = Marks.in(folder);
        GraphRun<Integer> run = wick.compile(Layers.graph(marks)).run();
        marks.awaitCount(12);
        List<ObjectRef<Integer>> tasks =
                IntStream.range(0, TASKS)
                        .mapToObj(i -> wick.task(() -> slow(i)).spread().submit())
                        .toList();

        cluster.cut(home);
        long cut = System.currentTimeMillis();
        marks.open();

        for (int i = 1; i <= 100; i++) {
            sum.call(Tally::add, 1).get(LIMIT);
        }
        Waiting.until("the caller over there hears of it", LIMIT, () -> !caller.errors().isEmpty());
        assertThat(System.currentTimeMillis() - cut).isLessThan(BOUND_MILLIS);
        assertThat(caller.errors()).containsOnly(DisconnectedException.class.getSimpleName());
        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(wick.get(tasks, LIMIT)).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
        for (int i = 0; i < stored.size(); i++) {
            assertThat(stored.get(i).get(LIMIT)).hasSize(50_000 + i);
        }

        cluster.reconnect();
        Waiting.until("it comes back", LIMIT, () -> !before.equals(cluster.nodeId(home)));
        cluster.awaitNodes(4);
        caller.awaitMore(20);
        caller.stop();
        assertThat(wick.task(() -> 7).onNode(cluster.nodeId(home)).submit().get(LIMIT))
                .isEqualTo(7);
        int acknowledged = 100 + caller.answered();
        assertThat(sum.call(Tally::count).get(LIMIT))
                .isBetween(acknowledged, acknowledged + caller.errors().size());
        sum.kill();
    }

    private static int slow(int number) throws InterruptedException {
        Thread.sleep(50);
        return number;
    }

    @Test
    void when_a_cluster_is_cut_in_two_then_the_lesser_part_stops_and_joins_the_other_again(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> sum = durable(wick);
        int home = home(sum, cluster);
        int[] others = IntStream.range(0, 4).filter(i -> i != home).toArray();
        SteadyCaller caller = SteadyCaller.start(wick, cluster.nodeId(others[0]), sum, folder);
        caller.awaitMore(20);
        UUID self = wick.nodes().getFirst().id();

        cluster.cut(others); // of five servers the test and the actor's home are left
        long cut = System.currentTimeMillis();
        int answered = 0;
        int unknown = 0;
        while (unknown == 0) {
            try {
                sum.call(Tally::add, 1).get(LIMIT);
                answered++;
            } catch (DisconnectedException e) {
                unknown++;
            }
        }
        assertThat(System.currentTimeMillis() - cut).isLessThan(BOUND_MILLIS);
        caller.awaitMore(20); // the actor lives on in the greater part

        cluster.reconnect();
        Waiting.until(
                "the test is back",
                LIMIT,
                () -> !wick.nodes().getFirst().id().equals(self) && wick.nodes().size() == 5);
        cluster.awaitNodes(4);
        caller.stop();
        int acknowledged = answered + caller.answered();
        assertThat(sum.call(Tally::count).get(LIMIT))
                .isBetween(acknowledged, acknowledged + unknown + caller.errors().size());
        sum.kill();
    }

    @Test
    void when_all_were_cut_off_from_all_then_they_become_one_cluster_again(
            Wick wick, ProcessCluster cluster) {
        for (int i = 0; i < 4; i++) {
            cluster.cut(i);
        }
        Waiting.until("the test has ended", LIMIT, () -> !isServed(wick));

        cluster.reconnect();

        Waiting.until("all are back", LIMIT, () -> isServed(wick) && wick.nodes().size() == 5);
        cluster.awaitNodes(4);
    }

    private static boolean isServed(Wick wick) {
        try {
            return wick.submit(() -> 42).get(LIMIT) == 42;
        } catch (DisconnectedException e) {
            return false;
        }
    }
}
