package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Ready;
import io.wick.Wick;
import io.wick.error.GetTimeoutException;
import io.wick.error.InterruptedWaitException;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ways to wait for values. */
@WickTest(nodes = 2)
class WaitingTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static volatile CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void reset() {
        gate = new CountDownLatch(1);
    }

    private static int afterGate() throws InterruptedException {
        gate.await();
        return 1;
    }

    private static int fail() {
        throw new IllegalStateException("broken");
    }

    @Test
    void when_some_are_done_then_await_tells_which(Wick wick) {
        ObjectRef<Integer> slow = wick.submit(WaitingTest::afterGate);
        ObjectRef<Integer> quick = wick.submit(() -> 2);
        ObjectRef<Integer> failed = wick.submit(WaitingTest::fail);

        Ready<Integer> ready = wick.await(List.of(slow, quick, failed), 2);

        assertThat(ready.done()).containsExactly(quick, failed);
        assertThat(ready.pending()).containsExactly(slow);
        gate.countDown();
        assertThat(wick.<Integer>await(List.of(slow, quick, failed), 3, LIMIT).pending()).isEmpty();
    }

    @Test
    void when_the_time_is_over_then_await_tells_what_there_is(Wick wick) {
        ObjectRef<Integer> slow = wick.submit(WaitingTest::afterGate);
        ObjectRef<Integer> quick = wick.submit(() -> 2);

        Ready<Integer> ready = wick.await(List.of(slow, quick), 2, Duration.ofMillis(200));

        assertThat(ready.done()).containsExactly(quick);
        assertThat(ready.pending()).containsExactly(slow);
        assertThat(wick.<Integer>await(List.of(), 0).done()).isEmpty();
        assertThatThrownBy(() -> wick.<Integer>await(List.of(slow), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 out of 1");
        gate.countDown();
        assertThat(slow.get(LIMIT)).isEqualTo(1);
    }

    @Test
    void when_the_time_is_over_then_get_throws_and_the_task_goes_on(Wick wick, WickCluster all) {
        for (int node = 0; node < 2; node++) {
            gate = new CountDownLatch(1);
            ObjectRef<Integer> slow =
                    wick.task(WaitingTest::afterGate).named("slow").onNode(all.id(node)).submit();
            assertThatThrownBy(() -> slow.get(SHORT))
                    .isInstanceOf(GetTimeoutException.class)
                    .hasMessageContaining("slow");
            assertThatThrownBy(() -> wick.get(List.of(slow), SHORT))
                    .isInstanceOf(GetTimeoutException.class);
            assertThatThrownBy(() -> slow.get(Duration.ZERO))
                    .isInstanceOf(GetTimeoutException.class);
            gate.countDown();
            assertThat(slow.get(LIMIT)).isEqualTo(1);
        }
    }

    private static int orOpen(ObjectRef<Integer> slow) {
        try {
            return slow.get(SHORT);
        } catch (GetTimeoutException e) {
            gate.countDown();
            return -slow.get();
        }
    }

    private static int orOpenForAll(Wick wick, List<ObjectRef<Integer>> slow) {
        boolean unused = wick.await(slow, slow.size(), SHORT).pending().isEmpty();
        gate.countDown();
        return wick.get(slow).size();
    }

    /** What the task waits for has its CPU, and would have it for ever. */
    @Test
    void when_a_tasks_wait_is_over_its_time_then_it_goes_on_though_no_cpu_is_free(Wick wick) {
        for (int i = 0; i < 2; i++) {
            gate = new CountDownLatch(1);
            boolean one = i == 0;
            ObjectRef<Integer> done =
                    wick.submit(
                            () -> {
                                var slow = new ArrayList<ObjectRef<Integer>>();
                                for (int n = 0; n < 8; n++) {
                                    slow.add(Wick.current().submit(WaitingTest::afterGate));
                                }
                                return one
                                        ? orOpen(slow.getLast())
                                        : orOpenForAll(Wick.current(), slow);
                            });
            assertThat(done.get(LIMIT)).isEqualTo(one ? -1 : 8);
        }
    }

    @Test
    void when_many_are_got_then_values_are_in_order(Wick wick) {
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            refs.add(wick.task(() -> number).spread().submit());
        }
        List<Integer> values = wick.get(refs, LIMIT);
        for (int i = 0; i < 500; i++) {
            assertThat(values.get(i)).isEqualTo(i);
        }
        var large = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < 8; i++) {
            long number = i;
            large.add(wick.task(() -> new long[] {number}).spread().submit());
            large.add(wick.put(java.util.stream.LongStream.range(i, i + 20_000).toArray()));
        }
        List<long[]> arrays = wick.get(large);
        for (int i = 0; i < 16; i++) {
            assertThat(arrays.get(i)[0]).isEqualTo(i / 2);
        }
    }

    @Test
    void when_one_of_many_failed_then_get_of_all_throws_it(Wick wick) {
        List<ObjectRef<Integer>> refs =
                List.of(wick.submit(() -> 1), wick.submit(WaitingTest::fail));
        assertThatThrownBy(() -> wick.get(refs, LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("broken");
    }

    @Test
    void when_a_future_is_asked_for_then_it_ends_like_the_ref(Wick wick) throws Exception {
        ObjectRef<Integer> slow = wick.submit(WaitingTest::afterGate);
        var future = slow.toCompletableFuture();
        var chained = future.thenApply(value -> value + 1);
        assertThat(future).isNotDone();
        gate.countDown();

        assertThat(chained.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(wick.put(new long[100_000]).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasSize(100_000);
        assertThatThrownBy(() -> wick.submit(WaitingTest::fail).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TaskFailedException.class);
    }

    @Test
    void when_a_future_is_cancelled_then_the_task_goes_on(Wick wick) {
        ObjectRef<Integer> slow = wick.submit(WaitingTest::afterGate);
        assertThat(slow.toCompletableFuture().cancel(true)).isTrue();
        gate.countDown();
        assertThat(slow.get(LIMIT)).isEqualTo(1);
    }

    @Test
    void when_a_waiting_thread_is_interrupted_then_it_says_so(Wick wick) throws Exception {
        ObjectRef<Integer> slow = wick.submit(WaitingTest::afterGate);
        var thrown = new java.util.concurrent.CompletableFuture<Throwable>();
        Thread waiting =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        slow.get();
                                    } catch (InterruptedWaitException e) {
                                        if (Thread.currentThread().isInterrupted()) {
                                            thrown.complete(e);
                                        }
                                    }
                                });
        waiting.interrupt();

        assertThat(thrown.get(10, TimeUnit.SECONDS)).hasMessageContaining("Interrupted");
        gate.countDown();
        assertThat(slow.get(LIMIT)).isEqualTo(1);
    }
}
