package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorException;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What becomes of actors when nodes leave. */
class ActorLeaveTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void when_a_node_leaves_then_its_actors_are_dead() throws InterruptedException {
        try (WickCluster cluster = WickCluster.start(3, (node, config) -> config)) {
            ActorRef<Counter> counter = Counter.on(cluster, 2);
            assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
            Gates.shut("runs");
            Gates.shut("leave");
            ObjectRef<Integer> running = counter.call(c -> waits());
            assertThat(Gates.opens("runs")).isTrue();
            cluster.stop(2);
            assertThatThrownBy(() -> running.get(LIMIT)).isInstanceOf(ActorException.class);
            assertThatThrownBy(() -> counter.call(Counter::value).get(LIMIT))
                    .isInstanceOf(ActorDeadException.class);
            Gates.open("leave");
        }
    }

    @Test
    void when_a_dead_actor_is_forgotten_then_who_asks_for_it_hears_that_it_is_dead() {
        try (WickCluster cluster = WickCluster.start(3, (node, config) -> config)) {
            ActorRef<Counter> actor =
                    cluster.node(0)
                            .actor(() -> new Counter())
                            .named("forgotten")
                            .onNode(cluster.id(2))
                            .create();
            ActorRef<Counter> other =
                    cluster.node(1).findActor("forgotten", Counter.class).orElseThrow();
            actor.stop().get(LIMIT);
            Waiting.until(
                    "its end is recorded",
                    LIMIT,
                    () -> cluster.node(1).findActor("forgotten", Counter.class).isEmpty());
            Ignite ignite = ((IgniteEngine) cluster.wick().engine()).ignite();
            assertThat(ignite.cache("wick-actors").remove(UUID.fromString(actor.id()))).isTrue();
            cluster.stop(2); // which would know

            assertThatThrownBy(() -> other.call(Counter::value).get(LIMIT))
                    .isInstanceOf(ActorDeadException.class)
                    .hasMessageContaining("No node knows of it any more");
        }
    }

    private static int waits() throws InterruptedException {
        Gates.open("runs");
        return Gates.pass("leave", 0);
    }

    @Test
    void when_calls_wait_while_their_node_leaves_then_all_run_in_order_where_the_actor_goes_on() {
        try (WickCluster cluster = WickCluster.start(3, (node, config) -> config)) {
            for (int round = 0; round < 5; round++) {
                ActorRef<Counter> counter = Counter.on(cluster, cluster.nodes().size() - 1);
                assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
                List<ObjectRef<Integer>> calls =
                        IntStream.range(0, 100)
                                .mapToObj(i -> counter.call(Counter::add, 1))
                                .toList();
                cluster.stop(cluster.nodes().size() - 1);
                assertThat(cluster.wick().get(calls))
                        .isEqualTo(IntStream.range(2, 102).boxed().toList());
                cluster.addNode();
            }
        }
    }

    @Test
    void when_its_maker_leaves_then_an_actor_ends() {
        try (WickCluster cluster = WickCluster.start(3, (node, config) -> config)) {
            ActorRef<Counter> counter =
                    cluster.wick()
                            .task(
                                    () ->
                                            Wick.current()
                                                    .actor(() -> new Counter())
                                                    .onNode(Wick.current().nodes().get(1).id())
                                                    .create())
                            .onNode(cluster.id(2))
                            .submit()
                            .get(LIMIT);
            assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
            cluster.stop(2);
            Waiting.until(
                    "the actor is dead",
                    LIMIT,
                    () -> {
                        try {
                            return counter.call(Counter::value).get(LIMIT) < 0;
                        } catch (ActorDeadException e) {
                            return true;
                        }
                    });
        }
    }
}
