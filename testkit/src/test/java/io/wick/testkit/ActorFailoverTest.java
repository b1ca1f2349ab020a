package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorException;
import io.wick.error.ActorRestartingException;
import io.wick.error.WickException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Actors whose nodes are killed, frozen, or leave. */
@WickProcesses(nodes = 3)
class ActorFailoverTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir Path folder;
    private final List<ActorRef<?>> made = new ArrayList<>();

    @AfterEach
    void end() {
        made.forEach(ActorRef::kill);
    }

    private <A> ActorRef<A> kept(ActorRef<A> actor) {
        made.add(actor);
        return actor;
    }

    private static int hostOf(ProcessCluster cluster, ActorRef<Tally> actor) {
        UUID node = actor.retries(5).call(Tally::node).get(LIMIT);
        return cluster.indexOf(node);
    }

    private ActorRef<Tally> durable(Wick wick, String name) {
        return kept(
                wick.actor(Tally::new, 100)
                        .named(name)
                        .restarts(-1)
                        .checkpoints(Checkpoints.beforeReply())
                        .create());
    }

    @Test
    void when_the_node_is_killed_then_the_actor_goes_on_with_its_state(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> actor = durable(wick, "durable");
        assertThat(actor.call(Tally::add, 11).get(LIMIT)).isEqualTo(111);
        int host = hostOf(cluster, actor);

        cluster.kill9(host);

        assertThat(actor.retries(3).call(Tally::add, 1).get(LIMIT)).isEqualTo(112);
        assertThat(hostOf(cluster, actor)).isNotEqualTo(host);
        assertThat(wick.actors())
                .anySatisfy(
                        info -> {
                            assertThat(info.name()).isEqualTo("durable");
                            assertThat(info.incarnation()).isEqualTo(2);
                        });
    }

    @Test
    void when_an_actor_keeps_nothing_then_it_begins_with_its_constructor(
            Wick wick, ProcessCluster cluster) {
        ObjectRef<Integer> first = wick.submit(() -> 7);
        ActorRef<Tally> actor =
                kept(wick.actor((Integer n) -> new Tally(n), first).restarts(2).create());
        assertThat(actor.call(Tally::add, 1).get(LIMIT)).isEqualTo(8);

        cluster.kill9(hostOf(cluster, actor));

        assertThat(actor.retries(3).call(Tally::count).get(LIMIT)).isEqualTo(7);
    }

    @Test
    void when_nodes_are_killed_again_and_again_then_acknowledged_calls_count_once_in_order(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> actor = durable(wick, "ledger").retries(100);
        var refs = new ArrayList<ObjectRef<Integer>>();
        int kills = 3;
        int number = 0;
        for (int kill = 0; kill < kills; kill++) {
            for (int i = 0; i < 300; i++) {
                refs.add(actor.call(Tally::tell, number++));
            }
            refs.get(refs.size() - 200).get(LIMIT);
            int host = hostOf(cluster, actor);
            for (int i = 0; i < 300; i++) {
                refs.add(actor.call(Tally::tell, number++));
            }
            cluster.kill9(host);
            refs.getLast().get(LIMIT);
            cluster.heal();
        }

        for (int i = 0; i < refs.size(); i++) {
            assertThat(refs.get(i).get(LIMIT)).isEqualTo(i + 1);
        }
        List<Integer> told = actor.call(Tally::told).get(LIMIT);
        assertThat(told).hasSize(number);
        for (int i = 0; i < number; i++) {
            assertThat(told.get(i)).isEqualTo(i);
        }
    }

    @Test
    void when_a_call_has_no_retries_then_its_error_is_typed(Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ActorRef<Tally> actor = durable(wick, "typed");
        ObjectRef<Integer> running = actor.call(Tally::slow, marks);
        marks.awaitCount(1);
        int host = indexOfPid(cluster, marks.all().getFirst().pid());

        cluster.kill9(host);

        assertThatThrownBy(() -> running.get(LIMIT))
                .isInstanceOf(ActorRestartingException.class)
                .hasMessageContaining("typed");
        marks.open();
        assertThat(actor.retries(3).call(Tally::count).get(LIMIT)).isEqualTo(100);
    }

    private static int indexOfPid(ProcessCluster cluster, long pid) {
        for (int i = 0; i < cluster.size(); i++) {
            if (cluster.pid(i) == pid) {
                return i;
            }
        }
        throw new AssertionError("No node has the process id " + pid);
    }

    @Test
    void when_all_restarts_are_used_then_it_is_dead_and_its_name_free(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> actor =
                kept(wick.actor(Tally::new, 1).named("mortal").restarts(1).create());
        cluster.kill9(hostOf(cluster, actor));
        int second = hostOf(cluster, actor);

        cluster.kill9(second);

        assertThatThrownBy(() -> actor.retries(9).call(Tally::count).get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("all of its 1 restarts are used");
        Waiting.until(
                "the name is free", LIMIT, () -> wick.findActor("mortal", Tally.class).isEmpty());
    }

    static ActorRef<Tally> makeHere(boolean detached) {
        var builder =
                Wick.current()
                        .actor(Tally::new, 1)
                        .named(detached ? "detached" : "bound")
                        .restarts(5);
        return (detached ? builder.detached() : builder).create();
    }

    @Test
    void when_the_owner_dies_then_its_actors_die_unless_detached(
            Wick wick, ProcessCluster cluster) {
        UUID owner = cluster.nodeId(1);
        ActorRef<Tally> bound = wick.task(() -> makeHere(false)).onNode(owner).submit().get(LIMIT);
        ActorRef<Tally> detached =
                kept(wick.task(() -> makeHere(true)).onNode(owner).submit().get(LIMIT));
        bound.call(Tally::count).get(LIMIT);
        detached.call(Tally::count).get(LIMIT);

        cluster.kill9(1);

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                try {
                                    bound.retries(9).call(Tally::count).get(LIMIT);
                                } catch (ActorRestartingException e) {
                                    continue;
                                }
                            }
                        })
                .isInstanceOf(ActorDeadException.class);
        assertThat(detached.retries(9).call(Tally::count).get(LIMIT)).isEqualTo(1);
    }

    @Test
    void when_a_call_is_answered_or_fails_then_within_bounds(Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> mortal = wick.actor(Tally::new, 1).spread().create();
        int host = hostOf(cluster, mortal);
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 500; i++) {
            refs.add(mortal.call(Tally::tell, i));
        }
        if (host >= 0) {
            cluster.kill9(host);
        }

        for (ObjectRef<Integer> ref : refs) {
            try {
                ref.get(LIMIT);
            } catch (WickException e) {
                assertThat(e).isInstanceOf(ActorException.class);
            }
        }
        if (host < 0) {
            mortal.kill();
        }
    }

    @Test
    void when_a_stream_has_ended_then_what_its_call_did_outlives_the_node(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> actor = durable(wick, "streaming");
        try (ResultStream<Integer> sums = actor.stream(ActorFailoverTest::addThrice, 1)) {
            assertThat(sums.next()).isEqualTo(101); // comes while the call runs
            assertThat(sums.next()).isEqualTo(102);
            assertThat(sums.next()).isEqualTo(103);
            assertThat(sums.hasNext()).isFalse(); // the state is written before that is told
        }

        cluster.kill9(hostOf(cluster, actor));

        assertThat(actor.retries(3).call(Tally::count).get(LIMIT)).isEqualTo(103);
    }

    private static Stream<Integer> addThrice(Tally tally) {
        return IntStream.range(0, 3).mapToObj(i -> tally.add(1));
    }
}
