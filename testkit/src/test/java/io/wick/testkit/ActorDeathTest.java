package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorRestartingException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Actors whose JVMs are killed, frozen, or asked to leave. */
@WickProcesses(nodes = 3)
class ActorDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** An actor that counts, and can be held up. */
    static final class Sum {
        private long value;

        long add(long amount) {
            value += amount;
            return value;
        }

        /** Tells that it has begun and waits until the test lets it go on. */
        long addSlowly(Marks marks, long amount) {
            marks.add((int) amount);
            marks.awaitOpen();
            return add(amount);
        }

        long read() {
            return value;
        }

        UUID node() {
            return Wick.current().nodes().getFirst().id();
        }

        int life() {
            return ActorContext.current().incarnation();
        }

        byte[] large() {
            value++;
            return new byte[1 << 20];
        }
    }

    static Sum madeWithMark(Marks marks) {
        marks.add(0);
        marks.awaitOpen();
        return new Sum();
    }

    private static int home(ActorRef<Sum> sum, ProcessCluster cluster) {
        return cluster.indexOf(sum.retries(5).call(Sum::node).get(LIMIT));
    }

    private static ActorRef<Sum> durable(Wick wick, int restarts) {
        return wick.actor(Sum::new)
                .spread()
                .restarts(restarts)
                .checkpoints(Checkpoints.beforeReply())
                .create();
    }

    @Test
    void when_the_node_of_a_plain_actor_is_killed_then_all_its_calls_fail(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ActorRef<Sum> sum = wick.actor(Sum::new).spread().create();
        int home = home(sum, cluster);
        ObjectRef<Long> running = sum.call(Sum::addSlowly, marks, 1L);
        ObjectRef<Long> waiting = sum.retries(3).call(Sum::add, 2L);
        marks.awaitCount(1);

        cluster.kill9(home);

        for (ObjectRef<Long> call : List.of(running, waiting, sum.call(Sum::add, 3L))) {
            assertThatThrownBy(() -> call.get(LIMIT)).isInstanceOf(ActorDeadException.class);
        }
    }

    @Test
    void when_a_node_is_killed_in_the_constructor_then_it_runs_elsewhere(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ActorRef<Sum> sum =
                wick.actor(ActorDeathTest::madeWithMark, marks)
                        .named("late")
                        .spread()
                        .restarts(-1)
                        .create();
        ObjectRef<Long> call = sum.retries(3).call(Sum::add, 1L);
        marks.awaitCount(1);
        long first = marks.all().getFirst().pid();

        cluster.kill9(
                IntStream.range(0, 3)
                        .filter(i -> cluster.pid(i) == first)
                        .findFirst()
                        .orElseThrow());
        marks.awaitCount(2);
        marks.open();

        assertThat(call.get(LIMIT)).isEqualTo(1);
        assertThat(marks.all().get(1).pid()).isNotEqualTo(first);
        assertThat(sum.call(Sum::life).get(LIMIT)).isEqualTo(2);
        sum.kill();
    }

    @Test
    void when_the_node_dies_then_calls_sent_once_fail_and_those_with_retries_do_not(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ActorRef<Sum> sum = durable(wick, 1);
        int home = home(sum, cluster);
        assertThat(sum.call(Sum::add, 10L).get(LIMIT)).isEqualTo(10);
        ObjectRef<Long> once = sum.call(Sum::addSlowly, marks, 1L);
        ObjectRef<Long> again = sum.retries(3).call(Sum::add, 5L);
        marks.awaitCount(1);

        cluster.kill9(home);

        assertThatThrownBy(() -> once.get(LIMIT)).isInstanceOf(ActorRestartingException.class);
        assertThat(again.get(LIMIT)).isEqualTo(15);
        assertThat(sum.call(Sum::add, 1L).get(LIMIT)).isEqualTo(16);

        cluster.kill9(home(sum, cluster)); // and no restarts are left

        ObjectRef<Long> late = sum.retries(3).call(Sum::add, 1L);
        assertThatThrownBy(() -> late.get(LIMIT)).isInstanceOf(ActorDeadException.class);
    }

    @Test
    void when_two_nodes_die_at_once_then_what_was_acknowledged_is_there(
            Wick wick, ProcessCluster cluster) {
        List<ActorRef<Sum>> sums = IntStream.range(0, 9).mapToObj(i -> durable(wick, -1)).toList();
        for (int i = 0; i < 9; i++) {
            assertThat(sums.get(i).call(Sum::add, 100L + i).get(LIMIT)).isEqualTo(100 + i);
        }
        int home = home(sums.getFirst(), cluster);

        cluster.kill9(home);
        cluster.kill9((home + 1) % 3);

        for (int i = 0; i < 9; i++) {
            assertThat(sums.get(i).retries(9).call(Sum::add, 1L).get(LIMIT)).isEqualTo(101 + i);
        }
        sums.forEach(ActorRef::kill);
    }

    @Test
    void when_state_is_written_now_and_then_then_a_kill_goes_back_to_a_write(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Sum> sum =
                wick.actor(Sum::new)
                        .spread()
                        .restarts(-1)
                        .checkpoints(Checkpoints.every(10, Duration.ofHours(1)))
                        .create();
        int home = home(sum, cluster);
        for (int i = 0; i < 57; i++) {
            sum.call(Sum::add, 1L).get(LIMIT);
        }

        cluster.kill9(home);

        assertThat(sum.retries(5).call(Sum::read).get(LIMIT)).isBetween(40L, 57L);
        sum.kill();
    }

    @Test
    void when_a_node_is_killed_under_large_results_then_each_call_counts_once(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Sum> sum = durable(wick, -1);
        int home = home(sum, cluster);
        List<ObjectRef<byte[]>> pages =
                IntStream.range(0, 24).mapToObj(i -> sum.retries(9).call(Sum::large)).toList();
        pages.getFirst().get(LIMIT);

        cluster.kill9(home);

        pages.forEach(page -> assertThat(page.get(LIMIT)).hasSize(1 << 20));
        assertThat(sum.retries(9).call(Sum::read).get(LIMIT)).isEqualTo(24);
        sum.kill();
    }

    @Test
    void when_a_node_leaves_in_order_then_its_actors_move_and_no_call_is_lost(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Sum> sum = wick.actor(Sum::new).spread().create(); // no restarts, no checkpoints
        int home = home(sum, cluster);
        var calls = new ArrayList<ObjectRef<Long>>();
        Thread leaving = Thread.ofVirtual().start(() -> cluster.stop(home));
        while (leaving.isAlive() || calls.size() < 1000) {
            calls.add(sum.call(Sum::add, 1L));
            if (calls.size() % 5 == 0) {
                calls.getLast().get(LIMIT);
            }
        }

        assertThat(calls.stream().map(call -> call.get(LIMIT)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, calls.size()).boxed().toList());
        assertThat(home(sum, cluster)).isNotEqualTo(home);
        assertThat(sum.call(Sum::life).get(LIMIT)).isEqualTo(2);
        sum.kill();
    }

    @Test
    void when_the_node_that_made_an_actor_is_killed_then_a_detached_one_goes_on(
            Wick wick, ProcessCluster cluster) {
        UUID maker = cluster.nodeId(0);
        UUID host = cluster.nodeId(1);
        wick.task(
                        () -> {
                            make("bound", host, false);
                            make("free", host, true);
                            return 0;
                        })
                .onNode(maker)
                .submit()
                .get(LIMIT);
        ActorRef<Sum> bound = wick.findActor("bound", Sum.class).orElseThrow();
        ActorRef<Sum> free = wick.findActor("free", Sum.class).orElseThrow();

        cluster.kill9(0);

        Waiting.until(
                "its name is free", LIMIT, () -> wick.findActor("bound", Sum.class).isEmpty());
        ObjectRef<Long> dead = bound.call(Sum::add, 1L);
        assertThatThrownBy(() -> dead.get(LIMIT)).isInstanceOf(ActorDeadException.class);
        assertThat(free.call(Sum::add, 1L).get(LIMIT)).isEqualTo(2);
        free.kill();
    }

    private static void make(String name, UUID host, boolean detached) {
        var builder = Wick.current().actor(Sum::new).named(name).onNode(host);
        ActorRef<Sum> made = detached ? builder.detached().create() : builder.create();
        made.call(Sum::add, 1L).get();
    }
}
