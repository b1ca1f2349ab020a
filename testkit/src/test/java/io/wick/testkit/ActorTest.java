package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.Wick;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorRef;
import io.wick.actor.Mailbox;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorUnavailableException;
import io.wick.error.DependencyFailedException;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls to actors on the caller's node (0) and on another one (1), in one JVM. */
@WickTest(nodes = 3)
class ActorTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger MADE_THERE = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_called_then_state_stays_between_calls(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
        assertThat(counter.call(Counter::add, 2, 3).get(LIMIT)).isEqualTo(6);
        ObjectRef<Integer> ten = cluster.wick().put(10);
        assertThat(counter.call((Counter c, Integer x) -> c.add(x), ten).get(LIMIT)).isEqualTo(16);
        int captured = 4;
        assertThat(counter.call(c -> c.add(captured)).get(LIMIT)).isEqualTo(20);
        counter.run(Counter::reset).get(LIMIT);
        assertThat(counter.call(Counter::value).get(LIMIT)).isZero();
        assertThat(counter.name()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_holds_all_of_a_node_then_others_wait_for_its_end(
            int node, WickCluster cluster) {
        UUID id = cluster.id(node);
        ActorRef<Counter> first = greedy(cluster, id);
        assertThat(first.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
        ActorRef<Counter> second = greedy(cluster, id);
        ObjectRef<Integer> waiting = second.call(Counter::add, 5);
        ActorRef<Counter> third = greedy(cluster, id);
        ObjectRef<Integer> never = third.call(Counter::add, 7);
        for (int i = 0; i < 100; i++) {
            first.call(Counter::add, 1).get(LIMIT);
        }
        assertThat(waiting.isDone()).isFalse();

        third.kill();
        assertThatThrownBy(() -> never.get(LIMIT)).isInstanceOf(ActorDeadException.class);
        assertThat(waiting.isDone()).isFalse();
        first.kill();
        assertThat(waiting.get(LIMIT)).isEqualTo(5);
        second.stop().get(LIMIT);
        assertThat(cluster.wick().task(() -> 3).onNode(id).submit().get(LIMIT)).isEqualTo(3);
    }

    private static ActorRef<Counter> greedy(WickCluster cluster, UUID node) {
        NodeInfo info =
                cluster.wick().nodes().stream()
                        .filter(each -> each.id().equals(node))
                        .findFirst()
                        .orElseThrow();
        return cluster.wick()
                .actor(() -> new Counter())
                .onNode(node)
                .resources(none -> info.capacity())
                .create();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_made_with_values_then_the_constructor_gets_them(int node, WickCluster cluster) {
        ObjectRef<Integer> slow = cluster.wick().submit(() -> pause(7));
        ActorRef<Counter> one =
                cluster.wick()
                        .actor((Integer x) -> new Counter(x), slow)
                        .onNode(cluster.id(node))
                        .create();
        ActorRef<Counter> two =
                cluster.wick()
                        .actor((String s, Integer x) -> new Counter(s, x), "abc", 1)
                        .onNode(cluster.id(node))
                        .create();
        assertThat(one.call(Counter::value).get(LIMIT)).isEqualTo(7);
        assertThat(two.call(Counter::value).get(LIMIT)).isEqualTo(4);
    }

    private static int pause(int value) throws InterruptedException {
        Thread.sleep(200);
        return value;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_one_caller_makes_many_calls_then_they_run_in_order(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        for (int i = 0; i < 20_000; i++) {
            counter.call(Counter::add, i);
        }
        assertThat(counter.call(Counter::seen).get(LIMIT))
                .isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_argument_is_not_ready_then_later_calls_wait_but_not_those_of_others(
            int node, WickCluster cluster) throws Exception {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        Gates.shut("late" + node);
        ObjectRef<Integer> late = cluster.wick().submit(() -> Gates.pass("late" + node, 1));
        counter.call((Counter c, Integer x) -> c.add(x), late);
        ObjectRef<Integer> second = counter.call(Counter::add, 2);
        counter.call((Counter c, Integer x) -> c.add(x), cluster.wick().put(3));
        ObjectRef<Integer> fourth = counter.call(Counter::add, 4);
        int other =
                CompletableFuture.supplyAsync(() -> counter.call(Counter::add, 100).get(LIMIT))
                        .get(30, TimeUnit.SECONDS);
        assertThat(other).isEqualTo(100);
        assertThat(second.isDone()).isFalse();
        Gates.open("late" + node);
        assertThat(fourth.get(LIMIT)).isEqualTo(110);
        assertThat(counter.call(Counter::seen).get(LIMIT)).containsExactly(100, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_input_fails_then_only_its_call_fails(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        ObjectRef<Integer> bad =
                cluster.wick()
                        .submit(
                                () -> {
                                    Thread.sleep(50);
                                    throw new IllegalStateException("bad input");
                                });
        ObjectRef<Integer> failed = counter.call((Counter c, Integer x) -> c.add(x), bad);
        ObjectRef<Integer> fine = counter.call(Counter::add, 2);
        assertThatThrownBy(() -> failed.get(LIMIT)).isInstanceOf(DependencyFailedException.class);
        assertThat(fine.get(LIMIT)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_call_throws_then_its_ref_fails_and_the_actor_lives(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        ObjectRef<Void> failed = counter.run(Counter::fail);
        assertThatThrownBy(() -> failed.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_call_gives_a_stream_then_all_items_come(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, node);
        try (ResultStream<Integer> items = counter.stream(ActorTest::numbers, 8)) {
            var read = new ArrayList<Integer>();
            items.forEachRemaining(read::add);
            assertThat(read).isEqualTo(IntStream.range(0, 1000).boxed().toList());
        }
        assertThat(counter.call(Counter::add, 1).get(LIMIT)).isEqualTo(1);
    }

    private static Stream<Integer> numbers(Counter counter) {
        return IntStream.range(0, 1000).boxed();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_seen_as_an_interface_then_methods_are_calls(int node, WickCluster cluster)
            throws Exception {
        CounterCalls adder = Counter.on(cluster, node).as(CounterCalls.class);
        assertThat(adder.add(1)).isEqualTo(1);
        assertThat(adder.addLater(2).get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(adder.addAway(3).get(LIMIT)).isEqualTo(6);
        assertThatThrownBy(adder::fail)
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(adder.toString()).startsWith("ActorRef[");
        assertThatThrownBy(() -> Counter.on(cluster, node).as(Counter.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    record Holder(List<ActorRef<Counter>> actors, Map<String, ActorRef<Counter>> named) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void when_handles_travel_then_they_work_there(int node, WickCluster cluster) {
        ActorRef<Counter> counter = Counter.on(cluster, 1);
        int byCapture =
                cluster.wick()
                        .task(() -> counter.call(Counter::add, 1).get())
                        .onNode(cluster.id(node))
                        .submit()
                        .get(LIMIT);
        assertThat(byCapture).isEqualTo(1);
        var holder = new Holder(List.of(counter, counter), Map.of("a", counter));
        int inside =
                cluster.wick()
                        .task(
                                (Holder h) -> {
                                    h.actors().get(1).call(Counter::add, 1);
                                    return h.named().get("a").call(Counter::add, 1).get();
                                },
                                holder)
                        .onNode(cluster.id(node))
                        .submit()
                        .get(LIMIT);
        assertThat(inside).isEqualTo(3);
        ActorRef<Counter> made =
                cluster.wick()
                        .task(() -> Wick.current().actor(() -> new Counter(41)).create())
                        .onNode(cluster.id(node))
                        .submit()
                        .get(LIMIT);
        assertThat(made.call(Counter::add, 1).get(LIMIT)).isEqualTo(42);
    }

    static class Parent {
        private final ActorRef<Counter> child;

        Parent() {
            child = Wick.current().actor(() -> new Counter(1)).spread().create();
        }

        int ask() {
            return child.call(Counter::add, 1).get();
        }

        ActorRef<Parent> self() {
            return ActorContext.<Parent>current().self();
        }

        int askSelf() {
            return ActorContext.<Parent>current().self().call(Parent::ask).get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_makes_an_actor_then_it_can_call_it(int node, WickCluster cluster) {
        ActorRef<Parent> parent =
                cluster.wick().actor(Parent::new).onNode(cluster.id(node)).create();
        assertThat(parent.call(Parent::ask).get(LIMIT)).isEqualTo(2);
        assertThat(parent.call(Parent::self).get(LIMIT).call(Parent::ask).get(LIMIT)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_waits_for_itself_then_it_is_told(int node, WickCluster cluster) {
        ActorRef<Parent> parent =
                cluster.wick().actor(Parent::new).onNode(cluster.id(node)).create();
        assertThatThrownBy(() -> parent.call(Parent::askSelf).get(LIMIT))
                .hasCauseInstanceOf(ActorUnavailableException.class)
                .cause()
                .hasMessageContaining("waits for a call of itself");
    }

    static class Rendezvous {
        private final AtomicInteger inside = new AtomicInteger();
        private final CountDownLatch open;

        Rendezvous(int parties) {
            open = new CountDownLatch(parties);
        }

        int meet() throws InterruptedException {
            int now = inside.incrementAndGet();
            open.countDown();
            if (!open.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Others did not come");
            }
            return now;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_concurrency_is_three_then_three_calls_meet(int node, WickCluster cluster) {
        ActorRef<Rendezvous> three =
                cluster.wick()
                        .actor(Rendezvous::new, 3)
                        .concurrency(3)
                        .onNode(cluster.id(node))
                        .create();
        var refs = IntStream.range(0, 3).mapToObj(i -> three.call(Rendezvous::meet)).toList();
        assertThat(refs.stream().map(ref -> ref.get(LIMIT)).toList())
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_groups_are_given_then_they_run_beside_each_other(int node, WickCluster cluster) {
        ActorRef<Rendezvous> two =
                cluster.wick()
                        .actor(Rendezvous::new, 2)
                        .group("io", 1)
                        .onNode(cluster.id(node))
                        .create();
        ObjectRef<Integer> main = two.call(Rendezvous::meet);
        ObjectRef<Integer> io = two.group("io").call(Rendezvous::meet);
        assertThat(List.of(main.get(LIMIT), io.get(LIMIT))).containsExactlyInAnyOrder(1, 2);
        assertThatThrownBy(() -> two.group("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io");
        assertThat(two.stop().get(LIMIT)).isNull();
    }

    @Test
    void when_two_other_nodes_call_a_full_actor_then_callers_of_each_wait_for_their_own(
            WickCluster cluster) throws Exception {
        ActorRef<Counter> counter =
                cluster.wick()
                        .actor(() -> new Counter())
                        .mailbox(2, Mailbox.Overflow.WAIT)
                        .onNode(cluster.id(1))
                        .create();
        Gates.shut("mailbox");
        var made = new AtomicInteger();
        Runnable caller =
                () -> {
                    for (int i = 0; i < 5; i++) {
                        counter.call(c -> Gates.pass("mailbox", 0));
                        made.incrementAndGet();
                    }
                };
        var here = CompletableFuture.runAsync(caller);
        ObjectRef<Integer> there =
                cluster.wick()
                        .task(
                                () -> {
                                    for (int i = 0; i < 5; i++) {
                                        counter.call(c -> Gates.pass("mailbox", 0));
                                        MADE_THERE.incrementAndGet();
                                    }
                                    return 1;
                                })
                        .onNode(cluster.id(2))
                        .submit();
        Waiting.until("each has two", LIMIT, () -> made.get() == 2 && MADE_THERE.get() == 2);
        assertThat(Waiting.holds(Duration.ofMillis(200), () -> made.get() + MADE_THERE.get() > 4))
                .isFalse();
        Gates.open("mailbox");
        here.get(30, TimeUnit.SECONDS);
        assertThat(there.get(LIMIT)).isEqualTo(1);
        assertThat(counter.call(Counter::value).get(LIMIT)).isZero();
    }
}
