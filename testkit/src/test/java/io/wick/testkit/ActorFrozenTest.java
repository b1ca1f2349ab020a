package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Actors whose nodes freeze (SIGSTOP) and go on when others have taken over. The test is a server,
 * so that its own way into the cluster does not freeze as well, which is what {@link ClientTest} is
 * about.
 */
@WickProcesses(nodes = 3, client = false, setup = ActorFrozenTest.Hosts.class)
class ActorFrozenTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** Actors live in the other JVMs. */
    static final class Hosts implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return config.attribute("actors", node < 3 ? "yes" : "no");
        }
    }

    static ActorRef<Tally> durable(Wick wick) {
        return wick.actor(Tally::new, 0)
                .whereAttribute("actors", "yes")
                .restarts(-1)
                .checkpoints(Checkpoints.beforeReply())
                .create();
    }

    private static int home(ActorRef<Tally> actor, ProcessCluster cluster) {
        UUID node = actor.call(Tally::node).get(LIMIT);
        return cluster.indexOf(node);
    }

    @Test
    void when_a_frozen_node_comes_back_then_its_old_life_is_not_heard(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> sum = durable(wick);
        int home = home(sum, cluster);
        for (int i = 1; i <= 50; i++) {
            assertThat(sum.call(Tally::add, 1).get(LIMIT)).isEqualTo(i);
        }
        List<ObjectRef<Integer>> caught =
                IntStream.range(0, 20).mapToObj(i -> sum.call(Tally::add, 1)).toList();
        cluster.pause(home);
        int served = sum.retries(9).call(Tally::add, 1000).get(LIMIT);
        int counted = served - 1050;

        cluster.resume(home);

        for (int i = 1; i <= 200; i++) {
            assertThat(sum.retries(9).call(Tally::add, 1).get(LIMIT)).isEqualTo(served + i);
        }
        long answered = caught.stream().filter(ActorFrozenTest::isAnswered).count();
        assertThat((long) counted).isBetween(answered, 20L);
        sum.kill();
        cluster.restart(home); // it was thrown out of the cluster
    }

    private static boolean isAnswered(ObjectRef<Integer> call) {
        try {
            call.get(LIMIT);
            return true;
        } catch (ActorException e) {
            return false;
        }
    }

    @Test
    void when_a_frozen_node_goes_on_in_a_call_then_its_old_life_commits_nothing(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ActorRef<Tally> actor = durable(wick).retries(50);
        int number = 0;
        for (; number < 50; number++) {
            actor.call(Tally::tell, number).get(LIMIT);
        }
        int host = home(actor, cluster);
        ObjectRef<Integer> halfDone = actor.call(Tally::tellSlowly, number++, marks);
        marks.awaitCount(1);

        cluster.pause(host);
        ObjectRef<Integer> behind = actor.call(Tally::tell, number++);
        marks.awaitCount(2); // in the next life
        marks.open();
        assertThat(halfDone.get(LIMIT)).isEqualTo(51);
        assertThat(behind.get(LIMIT)).isEqualTo(52);
        cluster.resume(host); // the old life ends its call, and would write its state
        for (; number < 150; number++) {
            actor.call(Tally::tell, number).get(LIMIT);
        }

        List<Integer> told = actor.call(Tally::told).get(LIMIT);
        assertThat(told).isEqualTo(IntStream.range(0, number).boxed().toList());
        actor.kill();
        cluster.restart(host); // it was thrown out of the cluster
    }
}
