package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Second attempts beside slow ones. The first attempt runs on the nodes in turn. */
@WickTest(nodes = 3, cpus = 2)
class SpeculationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LARGE = 64 * 1024;
    private static final Set<UUID> NODES = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final AtomicInteger INTERRUPTED = new AtomicInteger();
    private static volatile CountDownLatch gate = new CountDownLatch(1);

    private enum Mode {
        QUICK,
        FIRST_HANGS,
        BOTH_HANG,
        SECOND_FAILS,
        BOTH_FAIL,
        FIRST_IS_DEAF
    }

    @BeforeEach
    void reset(WickCluster cluster) {
        NODES.clear();
        RUNS.set(0);
        INTERRUPTED.set(0);
        gate = new CountDownLatch(1);
        var quick = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < 12; i++) {
            quick.add(submit(cluster.wick(), Mode.QUICK));
        }
        cluster.wick().get(quick, LIMIT);
    }

    /** One function for all, so that they are compared. */
    private static ObjectRef<long[]> submit(Wick wick, Mode mode) {
        return wick.task(() -> run(mode)).speculative().spread().submit();
    }

    private static long[] run(Mode mode) throws InterruptedException {
        if (mode == Mode.QUICK) {
            return new long[] {0};
        }
        NODES.add(Wick.current().nodes().getFirst().id());
        int run = RUNS.incrementAndGet();
        boolean hangs = run == 1 || mode == Mode.BOTH_HANG;
        if (hangs && mode == Mode.FIRST_IS_DEAF) {
            awaitDeaf();
        } else if (hangs) {
            awaitGate();
        }
        if (mode == Mode.BOTH_FAIL || mode == Mode.SECOND_FAILS && run == 2) {
            throw new IllegalStateException("run " + run);
        }
        var value = new long[mode == Mode.FIRST_IS_DEAF ? LARGE : 1];
        value[0] = run;
        return value;
    }

    private static void awaitGate() throws InterruptedException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            INTERRUPTED.incrementAndGet();
            throw e;
        }
    }

    private static void awaitDeaf() {
        boolean interrupted = false;
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                INTERRUPTED.addAndGet(interrupted ? 0 : 1);
                interrupted = true;
            }
        }
    }

    private static void awaitIdle(WickCluster cluster) {
        Waiting.until(
                "all nodes are idle and nothing is pending",
                LIMIT,
                () ->
                        cluster.nodes().stream()
                                .allMatch(
                                        node ->
                                                ((IgniteEngine) node.engine()).isIdle()
                                                        && node.stats().tasksPending() == 0));
    }

    @RepeatedTest(3)
    void when_an_attempt_is_slow_then_a_second_one_elsewhere_ends_the_task(WickCluster cluster) {
        long retried = cluster.wick().stats().tasksRetried();

        ObjectRef<long[]> ref = submit(cluster.wick(), Mode.FIRST_HANGS);

        assertThat(ref.get(LIMIT)).containsExactly(2);
        Waiting.until("the first is interrupted", LIMIT, () -> INTERRUPTED.get() == 1);
        assertThat(RUNS).hasValue(2);
        assertThat(NODES).hasSize(2);
        assertThat(cluster.wick().stats().tasksRetried()).isEqualTo(retried + 1);
        awaitIdle(cluster);
    }

    @Test
    void when_the_second_fails_then_the_first_goes_on(WickCluster cluster) {
        ObjectRef<long[]> ref = submit(cluster.wick(), Mode.SECOND_FAILS);

        Waiting.until("the second has begun", LIMIT, () -> RUNS.get() == 2);
        gate.countDown();

        assertThat(ref.get(LIMIT)).containsExactly(1);
        awaitIdle(cluster);
        assertThat(RUNS).hasValue(2);
    }

    @Test
    void when_both_fail_then_the_task_fails_with_both(WickCluster cluster) {
        ObjectRef<long[]> ref = submit(cluster.wick(), Mode.BOTH_FAIL);

        Waiting.until("the second has begun", LIMIT, () -> RUNS.get() == 2);
        assertThat(ref.isDone()).isFalse();
        gate.countDown();

        TaskFailedException thrown =
                catchThrowableOfType(TaskFailedException.class, () -> ref.get(LIMIT));
        assertThat(List.of(thrown, thrown.getSuppressed()[0]))
                .extracting(each -> each.getCause().getMessage())
                .containsExactlyInAnyOrder("run 1", "run 2");
        awaitIdle(cluster);
    }

    @Test
    void when_the_task_is_cancelled_then_both_end(WickCluster cluster) {
        ObjectRef<long[]> ref = submit(cluster.wick(), Mode.BOTH_HANG);
        Waiting.until("the second has begun", LIMIT, () -> RUNS.get() == 2);

        assertThat(ref.cancel()).isTrue();

        assertThat(ref.cancel()).isFalse();
        assertThatThrownBy(() -> ref.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        Waiting.until("both are interrupted", LIMIT, () -> INTERRUPTED.get() == 2);
        awaitIdle(cluster);
    }

    @RepeatedTest(3)
    void when_the_first_comes_late_then_its_result_is_dropped(WickCluster cluster) {
        int before = storedResults(cluster.wick());
        ObjectRef<long[]> ref = submit(cluster.wick(), Mode.FIRST_IS_DEAF);

        assertThat(ref.get(LIMIT)[0]).isEqualTo(2);
        Waiting.until("the first is told to end", LIMIT, () -> INTERRUPTED.get() == 1);
        gate.countDown();

        awaitIdle(cluster);
        assertThat(ref.get(LIMIT)[0]).isEqualTo(2);
        assertThat(INTERRUPTED).hasValue(1);
        ref.free();
        Waiting.until(
                "no bytes of either attempt are left",
                LIMIT,
                () -> storedResults(cluster.wick()) <= before);
    }

    private static int storedResults(Wick wick) {
        return ((IgniteEngine) wick.engine())
                .ignite()
                .cache("wick-results")
                .size(CachePeekMode.PRIMARY);
    }
}
