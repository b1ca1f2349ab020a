package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.actor.ActorBuilder;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorRef;
import io.wick.actor.Mailbox;
import io.wick.error.ActorDeadException;
import io.wick.error.ConfigException;
import io.wick.error.InfeasibleException;
import io.wick.error.MailboxFullException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskTimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How actors begin and end, and how calls of them wait, on the caller's node (0) and another (1).
 */
@WickTest(nodes = 2)
class ActorLifeTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final UUID GHOST = new UUID(0, 7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_the_constructor_throws_then_calls_say_so(int node, WickCluster cluster) {
        ActorRef<Counter> broken =
                cluster.wick().actor(ActorLifeTest::broken).onNode(cluster.id(node)).create();
        ObjectRef<Integer> call = broken.call(Counter::value);
        assertThatThrownBy(() -> call.get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("constructor threw")
                .hasMessageContaining("not today");
        assertThatThrownBy(() -> broken.call(Counter::value).get(LIMIT))
                .isInstanceOf(ActorDeadException.class);
    }

    private static Counter broken() {
        throw new IllegalStateException("not today");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_killed_then_running_and_waiting_calls_fail(int node, WickCluster cluster)
            throws Exception {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        String name = "kill" + node;
        Gates.shut(name);
        Gates.shut(name + "never");
        ObjectRef<Integer> running =
                counter.call(
                        c -> {
                            Gates.open(name);
                            return Gates.pass(name + "never", 0);
                        });
        ObjectRef<Integer> waiting = counter.call(Counter::add, 1);
        assertThat(Gates.opens(name)).isTrue();
        counter.kill();
        counter.kill();
        assertThatThrownBy(() -> running.get(LIMIT)).isInstanceOf(ActorDeadException.class);
        assertThatThrownBy(() -> waiting.get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("killed");
        assertThatThrownBy(() -> counter.call(Counter::value).get(LIMIT))
                .isInstanceOf(ActorDeadException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_stopped_then_earlier_calls_run_and_later_ones_fail(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        var refs = IntStream.range(0, 100).mapToObj(i -> counter.call(Counter::add, 1)).toList();
        ObjectRef<Void> end = counter.stop();
        ObjectRef<Integer> late = counter.call(Counter::add, 1);
        assertThat(refs.getLast().get(LIMIT)).isEqualTo(100);
        assertThat(end.get(LIMIT)).isNull();
        assertThatThrownBy(() -> late.get(LIMIT)).isInstanceOf(ActorDeadException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_it_exits_then_the_call_gets_its_result_and_later_ones_fail(
            int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        ObjectRef<Integer> last =
                counter.call(
                        c -> {
                            ActorContext.current().exit();
                            return c.add(5);
                        });
        assertThat(last.get(LIMIT)).isEqualTo(5);
        assertThatThrownBy(() -> counter.call(Counter::value).get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("ended by itself");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_call_takes_too_long_then_it_is_interrupted(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        ObjectRef<Integer> slow =
                counter.timeout(Duration.ofMillis(50))
                        .call(
                                c -> {
                                    Thread.sleep(60_000);
                                    return 1;
                                });
        assertThatThrownBy(() -> slow.get(LIMIT)).isInstanceOf(TaskTimeoutException.class);
        assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_waiting_call_is_cancelled_then_it_does_not_run(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        String name = "cancel" + node;
        Gates.shut(name);
        counter.call(c -> Gates.pass(name, 0));
        ObjectRef<Integer> unwanted = counter.call(Counter::add, 1);
        assertThat(unwanted.cancel()).isTrue();
        ObjectRef<Integer> wanted = counter.call(Counter::add, 2);
        // Travels behind the cancel: it is known there before the gate opens.
        cluster.wick()
                .task(() -> 0)
                .resources(r -> r.cpus(0))
                .onNode(cluster.id(node))
                .submit()
                .get(LIMIT);
        Gates.open(name);
        assertThatThrownBy(() -> unwanted.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        assertThat(wanted.get(LIMIT)).isEqualTo(2);
    }

    static class Ticker {
        private int ticks;
        private int once;

        Ticker() {
            ActorContext.<Ticker>current().every("tick", Duration.ofMillis(5), t -> t.ticks++);
            ActorContext.<Ticker>current().after("once", Duration.ofMillis(1), t -> t.once++);
        }

        int ticks() {
            return ticks;
        }

        int once() {
            return once;
        }

        void end() {
            ActorContext.current().cancel("tick");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_timers_are_set_then_they_fire_until_cancelled(int node, WickCluster cluster) {
        ActorRef<Ticker> ticker =
                cluster.wick().actor(Ticker::new).onNode(cluster.id(node)).create();
        Waiting.until("the timer fires", LIMIT, () -> ticker.call(Ticker::ticks).get(LIMIT) > 3);
        Waiting.until("the other fires", LIMIT, () -> ticker.call(Ticker::once).get(LIMIT) == 1);
        ticker.run(Ticker::end).get(LIMIT);
        assertThat(ticker.call(Ticker::once).get(LIMIT)).isEqualTo(1);
    }

    @Test
    void when_code_runs_outside_an_actor_then_there_is_no_context(WickCluster cluster) {
        ObjectRef<Integer> task = cluster.wick().submit(() -> ActorContext.current().incarnation());
        assertThatThrownBy(() -> task.get(LIMIT)).hasCauseInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_the_mailbox_is_full_then_calls_are_refused(int node, WickCluster cluster)
            throws Exception {
        ActorRef<Counter> counter =
                cluster.wick()
                        .actor(() -> new Counter())
                        .mailbox(3, Mailbox.Overflow.REFUSE)
                        .onNode(cluster.id(node))
                        .create();
        String name = "full" + node;
        Gates.shut(name);
        Gates.shut(name + "began");
        counter.call(
                c -> {
                    Gates.open(name + "began");
                    return Gates.pass(name, 0);
                });
        assertThat(Gates.opens(name + "began")).isTrue();
        var refs = IntStream.range(0, 5).mapToObj(i -> counter.call(Counter::add, 1)).toList();
        assertThatThrownBy(() -> refs.get(4).get(LIMIT))
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining("3 calls");
        Gates.open(name);
        assertThat(refs.get(2).get(LIMIT)).isEqualTo(3);
        assertThatThrownBy(() -> refs.get(3).get(LIMIT)).isInstanceOf(MailboxFullException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_the_mailbox_is_full_then_callers_wait_for_room(int node, WickCluster cluster)
            throws Exception {
        ActorRef<Counter> counter =
                cluster.wick()
                        .actor(() -> new Counter())
                        .mailbox(2, Mailbox.Overflow.WAIT)
                        .onNode(cluster.id(node))
                        .create();
        String name = "room" + node;
        Gates.shut(name);
        counter.call(c -> Gates.pass(name, 0));
        var made = new AtomicInteger();
        var caller =
                CompletableFuture.supplyAsync(
                        () -> {
                            ObjectRef<Integer> last = counter.call(Counter::value);
                            for (int i = 0; i < 20; i++) {
                                last = counter.call(Counter::add, 1);
                                made.incrementAndGet();
                            }
                            return last.get(LIMIT);
                        });
        assertThat(Waiting.holds(Duration.ofMillis(300), () -> made.get() > 3)).isFalse();
        Gates.open(name);
        assertThat(caller.get(30, TimeUnit.SECONDS)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_groups_fill_the_mailbox_then_none_of_them_takes_more(int node, WickCluster cluster)
            throws Exception {
        ActorRef<Counter> counter =
                cluster.wick()
                        .actor(() -> new Counter())
                        .group("io", 1)
                        .mailbox(3, Mailbox.Overflow.REFUSE)
                        .onNode(cluster.id(node))
                        .create();
        String name = "shared" + node;
        Gates.shut(name);
        for (ActorRef<Counter> each : List.of(counter, counter.group("io"))) {
            String began = name + each.equals(counter);
            Gates.shut(began);
            each.call(
                    c -> {
                        Gates.open(began);
                        return Gates.pass(name, 0);
                    });
            assertThat(Gates.opens(began)).isTrue();
        }
        ObjectRef<Integer> main = counter.call(Counter::value);
        var io = IntStream.range(0, 2).mapToObj(i -> counter.group("io").call(Counter::value));
        var waiting = Stream.concat(Stream.of(main), io).toList();

        assertThatThrownBy(() -> counter.call(Counter::value).get(LIMIT))
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining("3 calls");
        assertThatThrownBy(() -> counter.group("io").call(Counter::value).get(LIMIT))
                .isInstanceOf(MailboxFullException.class);
        Gates.open(name);
        for (ObjectRef<Integer> each : waiting) {
            assertThat(each.get(LIMIT)).isZero();
        }
    }

    @Test
    void when_no_node_could_ever_hold_it_then_it_fails_at_create_with_the_reason(
            WickCluster cluster) {
        long begin = System.nanoTime();
        ObjectRef<byte[]> never = cluster.wick().task(ActorLifeTest::large).onNode(GHOST).submit();
        assertThatThrownBy(() -> never.get(LIMIT)).isInstanceOf(InfeasibleException.class);
        ActorBuilder<Counter> greedy =
                cluster.wick().actor(() -> new Counter()).named("greedy").restarts(-1);
        assertThatThrownBy(() -> greedy.resources(r -> r.cpus(640)).create())
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("greedy")
                .hasMessageContaining("cpu 640")
                .hasMessageContaining("have [cpu");
        assertThatThrownBy(() -> greedy.near(cluster.wick().put(1)).create())
                .isInstanceOf(InfeasibleException.class);
        assertThatThrownBy(() -> greedy.resources(r -> Resources.NONE).onNode(GHOST).create())
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("not in the cluster")
                .hasMessageContaining(cluster.id(1).toString());
        assertThatThrownBy(() -> greedy.whereAttribute("zone", "moon").create())
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("zone=moon");
        assertThatThrownBy(() -> greedy.near(never).create())
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("near")
                .hasMessageContaining(GHOST.toString());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(cluster.wick().findActor("greedy", Counter.class)).isEmpty();
    }

    private static byte[] large() {
        return new byte[1 << 20];
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_the_object_to_be_near_is_not_ready_then_the_actor_waits_and_lives_there(
            int node, WickCluster cluster) {
        String name = "near" + node;
        Gates.shut(name);
        ObjectRef<byte[]> late =
                cluster.wick()
                        .task(() -> new byte[(1 << 20) + Gates.pass(name, 0)])
                        .onNode(cluster.id(node))
                        .submit();
        ActorRef<Tally> actor = cluster.wick().actor(() -> new Tally()).near(late).create();
        ObjectRef<Integer> first = actor.call(Tally::tell, 1);
        ObjectRef<Integer> second = actor.call(Tally::tell, 2);
        ObjectRef<Integer> far =
                cluster.wick()
                        .task(() -> actor.call(Tally::count).get(LIMIT))
                        .onNode(cluster.id(1))
                        .submit();
        assertThat(first.isDone() || far.isDone()).isFalse();

        Gates.open(name);

        assertThat(first.get(LIMIT)).isEqualTo(1);
        assertThat(second.get(LIMIT)).isEqualTo(2);
        assertThat(far.get(LIMIT)).isZero();
        assertThat(actor.call(Tally::node).get(LIMIT)).isEqualTo(cluster.id(node));
    }

    @Test
    void when_the_object_to_be_near_fails_then_the_actor_is_dead_with_the_reason(
            WickCluster cluster) {
        Gates.shut("unready");
        ObjectRef<Integer> bad =
                cluster.wick()
                        .submit(
                                () -> {
                                    Gates.pass("unready", 0);
                                    throw new IllegalStateException("no object");
                                });
        ActorRef<Counter> actor = cluster.wick().actor(() -> new Counter()).near(bad).create();
        ObjectRef<Integer> call = actor.call(Counter::value);
        Gates.open("unready");
        assertThatThrownBy(() -> call.get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("near")
                .hasMessageContaining("no object");
    }
}
