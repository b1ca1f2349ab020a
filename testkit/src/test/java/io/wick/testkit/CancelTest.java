package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskTimeoutException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Cancelling and timing out, here (node 0) and on another node (node 1). */
@WickTest(nodes = 2, cpus = 1)
class CancelTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static volatile CountDownLatch started = new CountDownLatch(1);
    private static volatile CountDownLatch interrupted = new CountDownLatch(1);
    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private static final AtomicInteger RUNS = new AtomicInteger();

    @BeforeEach
    void reset() {
        started = new CountDownLatch(1);
        interrupted = new CountDownLatch(1);
        gate = new CountDownLatch(1);
        RUNS.set(0);
    }

    private static int waitForInterrupt() throws InterruptedException {
        started.countDown();
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private static int waitForGate() throws InterruptedException {
        started.countDown();
        gate.await();
        return 1;
    }

    private static boolean came(CountDownLatch latch) throws InterruptedException {
        return latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_running_task_is_cancelled_then_it_is_interrupted(int node, WickCluster cluster)
            throws InterruptedException {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(CancelTest::waitForInterrupt)
                        .named("sleeper")
                        .onNode(cluster.id(node))
                        .submit();
        assertThat(came(started)).isTrue();

        assertThat(ref.cancel()).isTrue();

        assertThat(came(interrupted)).isTrue();
        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(TaskCancelledException.class)
                .hasMessageContaining("sleeper");
        assertThat(ref.cancel()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_queued_task_is_cancelled_then_it_never_runs(int node, WickCluster cluster)
            throws InterruptedException {
        Wick wick = cluster.wick();
        UUID where = cluster.id(node);
        ObjectRef<Integer> blocker = wick.task(CancelTest::waitForGate).onNode(where).submit();
        assertThat(came(started)).isTrue();
        ObjectRef<Integer> queued = wick.task(() -> RUNS.incrementAndGet()).onNode(where).submit();

        assertThat(queued.cancel()).isTrue();
        // messages of a link are handled in order: after this the other node has dropped the task
        ObjectRef<Integer> beside =
                wick.task(() -> 3).resources(r -> r.cpus(0)).onNode(where).submit();
        assertThat(beside.get(LIMIT)).isEqualTo(3);
        gate.countDown();

        assertThat(blocker.get(LIMIT)).isEqualTo(1);
        assertThat(wick.task(() -> 2).onNode(where).submit().get(LIMIT)).isEqualTo(2);
        assertThat(RUNS).hasValue(0);
        assertThatThrownBy(() -> queued.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_parent_is_cancelled_then_its_children_are(int node, WickCluster cluster)
            throws InterruptedException {
        UUID other = cluster.id(1 - node);
        ObjectRef<Integer> parent =
                cluster.wick()
                        .task(
                                () ->
                                        Wick.current()
                                                .task(CancelTest::waitForInterrupt)
                                                .onNode(other)
                                                .submit()
                                                .get())
                        .onNode(cluster.id(node))
                        .submit();
        assertThat(came(started)).isTrue();

        assertThat(parent.cancel()).isTrue();

        assertThat(came(interrupted)).isTrue();
    }

    @Test
    void when_a_task_that_waits_for_its_input_is_cancelled_then_it_never_runs(WickCluster cluster)
            throws InterruptedException {
        Wick wick = cluster.wick();
        ObjectRef<Integer> input = wick.submit(CancelTest::waitForGate);
        ObjectRef<Integer> waiting = wick.submit(() -> input.get() + RUNS.incrementAndGet());

        assertThat(waiting.cancel()).isTrue();
        gate.countDown();

        assertThat(input.get(LIMIT)).isEqualTo(1);
        assertThatThrownBy(() -> waiting.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        assertThat(RUNS).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_finished_task_is_cancelled_then_nothing_happens(int node, WickCluster cluster) {
        ObjectRef<Integer> ref = cluster.wick().task(() -> 5).onNode(cluster.id(node)).submit();
        assertThat(ref.get(LIMIT)).isEqualTo(5);

        assertThat(ref.cancel()).isFalse();

        assertThat(ref.get(LIMIT)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_unfinished_task_is_freed_then_it_is_interrupted(int node, WickCluster cluster)
            throws InterruptedException {
        ObjectRef<Integer> ref =
                cluster.wick().task(CancelTest::waitForInterrupt).onNode(cluster.id(node)).submit();
        assertThat(came(started)).isTrue();

        ref.free();

        assertThat(came(interrupted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_attempt_takes_too_long_then_it_is_interrupted_and_fails(
            int node, WickCluster cluster) throws InterruptedException {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(CancelTest::waitForInterrupt)
                        .named("slow")
                        .timeout(Duration.ofMillis(100))
                        .onNode(cluster.id(node))
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("slow")
                .hasMessageContaining(cluster.id(node).toString());
        assertThat(came(interrupted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_task_ends_in_time_then_its_timeout_does_nothing(int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(() -> 5)
                        .timeout(Duration.ofSeconds(30))
                        .onNode(cluster.id(node))
                        .submit();

        assertThat(ref.get(LIMIT)).isEqualTo(5);
    }

    /** What is cancelled as it ends is unknown there; what comes behind in its batch is read. */
    @Test
    void when_tasks_are_cancelled_as_they_end_then_the_others_go_on(WickCluster cluster) {
        var kept = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 3000; i++) {
            int number = i;
            ObjectRef<Integer> dropped =
                    cluster.wick().task(() -> 0).onNode(cluster.id(1)).submit();
            kept.add(cluster.wick().task(() -> number).onNode(cluster.id(1)).submit());
            if (i % 3 == 0) {
                kept.get(i / 2).get(LIMIT);
            }
            dropped.cancel();
        }
        for (int i = 0; i < 3000; i++) {
            assertThat(kept.get(i).get(LIMIT)).isEqualTo(i);
        }
    }
}
