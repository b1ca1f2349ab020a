package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorRestartingException;
import io.wick.error.ActorUnavailableException;
import io.wick.error.InfeasibleException;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What waits for a node that does not come back: half a minute, all at once. */
@WickProcesses(nodes = 3)
class NeverAgainTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void when_a_node_is_lost_for_good_then_what_can_be_there_alone_fails_in_bounded_time(
            Wick wick, ProcessCluster cluster) {
        UUID only = cluster.nodeId(2);
        ActorRef<Tally> plain =
                wick.actor(Tally::new, 3).named("picky").restarts(5).onNode(only).create();
        ActorRef<Tally> durable =
                wick.actor(Tally::new, 3)
                        .onNode(only)
                        .restarts(-1)
                        .checkpoints(Checkpoints.beforeReply())
                        .create();
        assertThat(plain.call(Tally::count).get(LIMIT)).isEqualTo(3);
        assertThat(durable.call(Tally::add, 1).get(LIMIT)).isEqualTo(4);
        PlacementGroup group = group(wick, 3, 1);
        group.await(LIMIT);

        cluster.kill9(2);

        ObjectRef<Integer> once = plain.retries(99).call(Tally::count);
        ObjectRef<Integer> again = durable.retries(3).call(Tally::add, 1);
        cluster.awaitNodes(2);
        ObjectRef<List<UUID>> bundles = group.ready();
        for (ObjectRef<Integer> call : List.of(once, again)) {
            assertThatThrownBy(() -> call.get(LIMIT))
                    .isInstanceOfAny(
                            ActorUnavailableException.class,
                            ActorRestartingException
                                    .class); // it was sent before the loss was known
        }
        assertThatThrownBy(() -> once.get(LIMIT))
                .hasMessageContaining("picky")
                .hasMessageContaining("no node can take it")
                .hasMessageContaining(only + " is not in the cluster")
                .hasMessageContaining(cluster.nodeId(0) + ": cpu");
        assertThatThrownBy(() -> bundles.get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("'team'");
        try (PlacementGroup all = group(wick, 2, 2)) { // only if all is back
            assertThat(all.await(LIMIT)).hasSize(2);
        }
        plain.kill();
        durable.kill();
    }

    private static PlacementGroup group(Wick wick, int bundles, double cpus) {
        var builder = wick.placementGroup().strategy(Strategy.STRICT_SPREAD).named("team");
        for (int i = 0; i < bundles; i++) {
            builder.bundle(r -> r.cpus(cpus));
        }
        return builder.create();
    }
}
