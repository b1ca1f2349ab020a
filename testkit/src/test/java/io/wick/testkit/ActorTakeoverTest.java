package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An actor whose node is killed starts again on the node of its caller. */
@WickProcesses(nodes = 1, client = false)
class ActorTakeoverTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int ROUNDS = 3;
    private static final int CALLS = 2000;

    @Test
    void when_an_actor_comes_to_its_caller_then_calls_that_were_applied_are_not_again(
            Wick wick, ProcessCluster cluster) {
        for (int round = 0; round < ROUNDS; round++) {
            ActorRef<Tally> actor = onTheOther(wick, cluster.nodeId(0)).retries(10);
            var refs = new ArrayList<ObjectRef<Integer>>();
            for (int i = 0; i < CALLS; i++) {
                refs.add(actor.call(Tally::tell, i));
            }
            refs.get(CALLS / 4).get(LIMIT);

            cluster.kill9(0);

            for (int i = 0; i < CALLS; i++) {
                assertThat(refs.get(i).get(LIMIT)).isEqualTo(i + 1);
            }
            List<Integer> told = actor.call(Tally::told).get(LIMIT);
            assertThat(told).hasSize(CALLS);
            for (int i = 0; i < CALLS; i++) {
                assertThat(told.get(i)).isEqualTo(i);
            }
            assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(wick.nodes().getFirst().id());
            actor.kill();
            cluster.heal();
        }
    }

    /** Where it starts is up to the cluster: makes one until it is there. */
    private static ActorRef<Tally> onTheOther(Wick wick, UUID node) {
        while (true) {
            ActorRef<Tally> actor =
                    wick.actor(Tally::new, 0)
                            .restarts(1)
                            .spread()
                            .checkpoints(Checkpoints.beforeReply())
                            .create();
            if (actor.call(Tally::node).get(LIMIT).equals(node)) {
                return actor;
            }
            actor.kill();
        }
    }
}
