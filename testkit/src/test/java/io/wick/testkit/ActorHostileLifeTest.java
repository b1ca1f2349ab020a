package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Mailbox;
import io.wick.error.ActorDeadException;
import io.wick.error.MailboxFullException;
import io.wick.error.SerializationException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Beginnings and ends of actors at bad moments; on the caller's node (0) and on another (1). */
@WickTest(nodes = 2)
class ActorHostileLifeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @BeforeEach
    void reset() {
        Diary.reset();
    }

    @AfterEach
    void open() {
        Diary.open();
    }

    private static ActorRef<Diary> diaryOn(WickCluster cluster, int node) {
        return cluster.wick().actor(Diary::new).onNode(cluster.id(node)).create();
    }

    private static void assertDead(ObjectRef<?> ref) {
        assertThatThrownBy(() -> ref.get(LIMIT)).isInstanceOf(ActorDeadException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_constructor_throws_then_all_calls_say_why_and_the_name_is_free(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary =
                cluster.wick()
                        .actor(Diary::madeNever)
                        .named("unborn")
                        .onNode(cluster.id(node))
                        .create();
        for (int i = 0; i < 3; i++) {
            ObjectRef<Integer> call = diary.call(Diary::note, i);
            assertThatThrownBy(() -> call.get(LIMIT))
                    .isInstanceOf(ActorDeadException.class)
                    .hasMessageContaining("unborn")
                    .hasRootCauseMessage("no ink");
        }
        Waiting.until(
                "the name is free",
                LIMIT,
                () -> cluster.wick().findActor("unborn", Diary.class).isEmpty());
        ActorRef<Diary> born = cluster.wick().actor(Diary::new).named("unborn").create();
        assertThat(born.call(Diary::note, 1).get(LIMIT)).isEqualTo(1);
        born.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_is_killed_in_its_constructor_then_calls_fail_and_the_name_is_free(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary =
                cluster.wick()
                        .actor(Diary::madeSlowly)
                        .named("aborted")
                        .onNode(cluster.id(node))
                        .create();
        ObjectRef<Integer> call = diary.call(Diary::note, 1);
        Diary.awaitWaiting();

        diary.kill();
        diary.kill();

        assertDead(call);
        Waiting.until("it was interrupted", LIMIT, () -> Diary.interrupted() == 1);
        assertThat(Diary.made()).isZero();
        assertDead(diary.call(Diary::note, 2));
        Waiting.until(
                "the name is free",
                LIMIT,
                () -> cluster.node(1).findActor("aborted", Diary.class).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_is_killed_then_running_and_waiting_calls_fail(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ObjectRef<Integer> running = diary.call(Diary::noteSlowly, 1);
        ObjectRef<Integer> waiting = diary.call(Diary::note, 2);
        Diary.awaitWaiting();

        diary.kill();

        assertDead(running);
        assertDead(waiting);
        assertDead(diary.call(Diary::note, 3));
        Waiting.until("it was interrupted", LIMIT, () -> Diary.interrupted() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_is_stopped_then_calls_before_run_and_calls_after_fail(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ObjectRef<Integer> running = diary.call(Diary::noteSlowly, 1);
        ObjectRef<Integer> waiting = diary.call(Diary::note, 2);
        ObjectRef<Void> stopped = diary.stop();
        ObjectRef<Integer> late = diary.call(Diary::note, 3);
        Diary.open();

        assertThat(running.get(LIMIT)).isEqualTo(1);
        assertThat(waiting.get(LIMIT)).isEqualTo(2);
        stopped.get(LIMIT);
        assertDead(late);
        diary.stop().get(LIMIT); // twice does nothing
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_exits_then_its_call_is_answered_and_later_ones_fail(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ObjectRef<Integer> last = diary.call(Diary::leave);
        ObjectRef<Integer> late = diary.call(Diary::note, 3);

        assertThat(last.get(LIMIT)).isEqualTo(1);
        assertDead(late);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_call_throws_then_it_fails_alone(int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        diary.call(Diary::note, 1);
        ObjectRef<Integer> failed = diary.call(Diary::fail);

        assertThatThrownBy(() -> failed.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("torn page");
        assertThat(diary.call(Diary::note, 2).get(LIMIT)).isEqualTo(2);
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_waiting_calls_are_cancelled_then_they_never_run(int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        diary.call(Diary::noteSlowly, 0);
        Diary.awaitWaiting();
        List<ObjectRef<Integer>> calls =
                IntStream.range(1, 7).mapToObj(i -> diary.call(Diary::note, i)).toList();

        for (int i = 0; i < 6; i += 2) {
            assertThat(calls.get(i).cancel()).isTrue();
        }
        ActorRef<Diary> behind = diaryOn(cluster, node);
        behind.call(Diary::read).get(LIMIT); // what was sent to that node before has arrived
        behind.kill();
        Diary.open();

        for (int i = 0; i < 6; i++) {
            ObjectRef<Integer> call = calls.get(i);
            if (i % 2 == 0) {
                assertThatThrownBy(() -> call.get(LIMIT))
                        .isInstanceOf(TaskCancelledException.class);
            } else {
                call.get(LIMIT);
            }
        }
        assertThat(diary.call(Diary::read).get(LIMIT)).containsExactly(0, 2, 4, 6);
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_running_call_is_cancelled_or_takes_too_long_then_the_next_runs(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ObjectRef<Integer> cancelled = diary.call(Diary::noteSlowly, 0);
        Diary.awaitWaiting();
        assertThat(cancelled.cancel()).isTrue();
        ObjectRef<Integer> slow = diary.timeout(Duration.ofMillis(100)).call(Diary::noteSlowly, 1);

        assertThatThrownBy(() -> cancelled.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        assertThatThrownBy(() -> slow.get(LIMIT)).isInstanceOf(TaskTimeoutException.class);
        assertThat(diary.call(Diary::note, 2).get(LIMIT)).isEqualTo(1);
        assertThat(Diary.interrupted()).isEqualTo(2);
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_mailbox_that_refuses_is_full_then_calls_are_refused_and_never_run(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary =
                cluster.wick()
                        .actor(Diary::new)
                        .onNode(cluster.id(node))
                        .mailbox(4, Mailbox.Overflow.REFUSE)
                        .create();
        ObjectRef<Integer> running = diary.call(Diary::noteSlowly, 100);
        Diary.awaitWaiting();
        List<ObjectRef<Integer>> calls =
                IntStream.range(0, 20).mapToObj(i -> diary.call(Diary::note, i)).toList();
        ObjectRef<Integer> refused = calls.getLast();

        assertThatThrownBy(() -> refused.get(LIMIT)).isInstanceOf(MailboxFullException.class);
        Diary.open();

        running.get(LIMIT);
        var ran = new ArrayList<Integer>(List.of(100));
        for (int i = 0; i < 20; i++) {
            try {
                calls.get(i).get(LIMIT);
                ran.add(i);
            } catch (MailboxFullException e) {
                assertThat(e).hasMessageContaining("4");
            }
        }
        assertThat(ran).hasSize(5).startsWith(100, 0, 1, 2, 3);
        assertThat(diary.call(Diary::read).get(LIMIT)).isEqualTo(ran);
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_mailbox_is_full_then_callers_wait_and_all_calls_run_in_order(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary =
                cluster.wick()
                        .actor(Diary::new)
                        .onNode(cluster.id(node))
                        .mailbox(4, Mailbox.Overflow.WAIT)
                        .create();
        diary.call(Diary::noteSlowly, 0);
        Diary.awaitWaiting();
        var made = new java.util.concurrent.atomic.AtomicInteger();
        CompletableFuture<Void> caller =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 1; i <= 100; i++) {
                                diary.call(Diary::note, i);
                                made.set(i);
                            }
                        });
        Waiting.until("the mailbox fills", LIMIT, () -> made.get() >= 3);
        assertThat(made.get()).isLessThanOrEqualTo(8); // never many more than fit
        assertThat(caller).isNotDone();
        Diary.open();

        caller.join();
        assertThat(diary.call(Diary::read).get(LIMIT))
                .isEqualTo(IntStream.rangeClosed(0, 100).boxed().toList());
        diary.kill();
    }

    @Test
    void when_a_call_cannot_travel_then_it_says_so_and_the_next_run(WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, 1);
        diary.call(Diary::note, 1);
        Thread cannotTravel = Thread.currentThread();

        assertThatThrownBy(
                        () ->
                                diary.<Integer>call(d -> d.note(cannotTravel.getName().length()))
                                        .get(LIMIT))
                .isInstanceOf(SerializationException.class);

        assertThat(diary.call(Diary::note, 2).get(LIMIT)).isEqualTo(2);
        diary.kill();
    }

    @Test
    void when_thousands_of_actors_live_a_moment_then_nothing_is_left(WickCluster cluster) {
        for (int round = 0; round < 5; round++) {
            List<ActorRef<Diary>> diaries =
                    IntStream.range(0, 1000)
                            .mapToObj(i -> cluster.wick().actor(Diary::new).spread().create())
                            .toList();
            List<ObjectRef<Integer>> notes =
                    diaries.stream().map(diary -> diary.call(Diary::note, 1)).toList();
            notes.forEach(note -> assertThat(note.get(LIMIT)).isEqualTo(1));
            diaries.forEach(ActorRef::kill);
        }
        assertThat(cluster.wick().actors()).isEmpty();
    }

    @Test
    void when_the_maker_leaves_then_only_a_detached_actor_goes_on() {
        try (WickCluster cluster = WickCluster.start(2, (node, config) -> config.cpus(2))) {
            Wick maker = cluster.addClient();
            ActorRef<Diary> bound =
                    maker.actor(Diary::new).named("bound").onNode(cluster.id(1)).create();
            ActorRef<Diary> free =
                    maker.actor(Diary::new).named("free").detached().onNode(cluster.id(1)).create();
            bound.call(Diary::note, 1).get(LIMIT);
            free.call(Diary::note, 1).get(LIMIT);
            Wick other = cluster.node(0);
            ActorRef<Diary> found = other.findActor("bound", Diary.class).orElseThrow();
            free.call(Diary::noteSlowly, 2);
            ObjectRef<Integer> unheard = bound.call(Diary::noteSlowly, 2);
            Diary.awaitWaiting();

            maker.close();
            Diary.open();

            assertThat(unheard.isDone()).isTrue();
            Waiting.until(
                    "the name is free",
                    LIMIT,
                    () -> other.findActor("bound", Diary.class).isEmpty());
            assertDead(found.call(Diary::note, 2));
            ActorRef<Diary> lasting = other.findActor("free", Diary.class).orElseThrow();
            assertThat(lasting.call(Diary::note, 3).get(LIMIT)).isGreaterThanOrEqualTo(2);
            lasting.kill();
        }
    }
}
