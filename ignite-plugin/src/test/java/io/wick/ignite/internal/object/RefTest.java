package io.wick.ignite.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.GetTimeoutException;
import io.wick.error.InterruptedWaitException;
import io.wick.error.ObjectLostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A ref is set once, whoever races; hand-written rounds, for what waits cannot be modelled. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefTest {
    private static final int ROUNDS = 20_000;

    private final FakeHome home = new FakeHome();

    private <T> Ref<T> pending() {
        return new Ref<>(home, null);
    }

    /** Counts its calls. */
    private static final class Counting extends Waiter {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        protected void completed(Ref<?> ref) {
            calls.incrementAndGet();
        }
    }

    @Test
    void when_complete_twice_then_the_first_outcome_stays() {
        Ref<String> ref = pending();

        assertThat(ref.isDone()).isFalse();
        assertThat(ref.complete("a")).isTrue();
        assertThat(ref.complete("b")).isFalse();
        assertThat(ref.get()).isEqualTo("a");
        assertThat(ref.onCompletion(new Counting())).isFalse();
    }

    @Test
    void when_the_outcome_is_null_then_get_gives_null() {
        Ref<String> ref = pending();
        ref.complete(Ref.NULL);

        assertThat(ref.isDone()).isTrue();
        assertThat(ref.get()).isNull();
        assertThat(ref.toCompletableFuture()).isCompletedWithValue(null);
    }

    @Test
    void when_the_outcome_is_a_failure_then_get_and_future_throw_it() {
        Ref<String> ref = pending();
        CompletableFuture<String> future = ref.toCompletableFuture();
        var error = new ObjectLostException("gone");
        ref.complete(new Failure(error));

        assertThatThrownBy(ref::get).isSameAs(error);
        assertThat(future)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isSameAs(error);
    }

    @Test
    void when_freed_then_get_throws_and_a_late_outcome_is_refused() {
        Ref<String> ref = pending();
        var waiter = new Counting();
        ref.onCompletion(waiter);

        ref.free();
        ref.free();

        assertThat(waiter.calls).hasValue(1);
        assertThat(ref.complete("late")).isFalse();
        assertThatThrownBy(ref::get).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void when_the_time_is_over_then_get_throws_and_the_ref_can_still_complete() {
        Ref<String> ref = pending();

        assertThatThrownBy(() -> ref.get(Duration.ofMillis(5)))
                .isInstanceOf(GetTimeoutException.class);
        assertThatThrownBy(() -> ref.get(Duration.ofSeconds(-1)))
                .isInstanceOf(GetTimeoutException.class);
        ref.complete("a");
        assertThat(ref.get(Duration.ZERO)).isEqualTo("a");
    }

    @Test
    void when_the_timeout_is_longer_than_nanoseconds_can_count_then_it_is_for_ever() {
        Ref<String> ref = pending();
        ref.complete("a");

        assertThat(ref.get(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("a");
    }

    @Test
    void when_interrupted_in_get_then_it_throws_and_keeps_the_flag() {
        Ref<String> ref = pending();
        Thread.currentThread().interrupt();

        assertThatThrownBy(ref::get).isInstanceOf(InterruptedWaitException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void when_a_ref_is_borrowed_then_the_first_waiter_asks_its_owner() {
        var asked = new AtomicInteger();
        var asking =
                new FakeHome() {
                    @Override
                    public void resolve(Ref<?> borrowed) {
                        asked.incrementAndGet();
                        borrowed.complete("x");
                    }
                };
        var ref = new Ref<String>(asking, new UUID(1, 1), 5);

        assertThat(ref.get()).isEqualTo("x");
        assertThat(asked).hasValue(1);
    }

    @Test
    void when_the_outcome_is_lost_again_before_a_waiting_thread_looks_then_it_waits_on()
            throws Exception {
        Ref<String> ref = pending();
        try (var pool = Executors.newSingleThreadExecutor()) {
            var reader = new AtomicReference<Thread>();
            Future<String> got =
                    pool.submit(
                            () -> {
                                reader.set(Thread.currentThread());
                                return ref.get();
                            });
            awaitParked(reader);
            var lost = new StoredObject(new UUID(1, 1), false, false, 1, List.of());
            // Runs before the reader's waiter: another reader has found the bytes gone.
            ref.onCompletion(
                    new Waiter() {
                        @Override
                        protected void completed(Ref<?> done) {
                            done.replace(lost, null);
                        }
                    });
            ref.complete(lost);
            awaitParked(reader);

            ref.complete("rebuilt");

            try {
                assertThat(got)
                        .as("the reader is woken by the second outcome")
                        .succeedsWithin(Duration.ofSeconds(5))
                        .isEqualTo("rebuilt");
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static void awaitParked(AtomicReference<Thread> reader) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                reader.get() != null
                                        && reader.get().getState() == Thread.State.WAITING);
    }

    @Test
    void when_completers_waiters_and_readers_race_then_one_wins_and_all_hear_of_it()
            throws Exception {
        int threads = 5;
        var ref = new AtomicReference<Ref<Integer>>(pending());
        var wins = new AtomicInteger();
        var winner = new AtomicReference<Integer>();
        var expected = new AtomicInteger();
        var waiters = java.util.Collections.synchronizedList(new ArrayList<Counting>());
        var failures = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        var barrier =
                new CyclicBarrier(
                        threads,
                        () -> {
                            if (wins.getAndSet(0) > 1) {
                                failures.add("two completions won");
                            }
                            waiters.removeIf(waiter -> waiter.calls.get() == 1);
                            if (!waiters.isEmpty()) {
                                failures.add("waiters called " + waiters.getFirst().calls);
                                waiters.clear();
                            }
                            ref.set(pending());
                            winner.set(null);
                            expected.incrementAndGet();
                        });
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var all = new ArrayList<Future<?>>();
            for (int t = 0; t < threads; t++) {
                int me = t;
                all.add(
                        pool.submit(
                                () -> {
                                    for (int round = 0; round < ROUNDS; round++) {
                                        barrier.await(20, TimeUnit.SECONDS);
                                        Ref<Integer> now = ref.get();
                                        if (me < 2) {
                                            if (now.complete(me)) {
                                                wins.incrementAndGet();
                                                winner.set(me);
                                            }
                                        } else if (me < 4) {
                                            var waiter = new Counting();
                                            if (now.onCompletion(waiter)) {
                                                waiters.add(waiter);
                                            } else if (waiter.calls.get() != 0) {
                                                failures.add("a refused waiter was called");
                                            }
                                        } else {
                                            Integer got = now.get(Duration.ofSeconds(20));
                                            if (!got.equals(now.get())) {
                                                failures.add("two values");
                                            }
                                        }
                                    }
                                    return null;
                                }));
            }
            for (Future<?> each : all) {
                each.get(100, TimeUnit.SECONDS);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(expected).hasValue(ROUNDS);
        assertThat(waiters).allMatch(waiter -> waiter.calls.get() == 1);
    }

    @Test
    void when_free_races_with_complete_then_the_ref_ends_freed_and_waiters_run_once()
            throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                Ref<Integer> ref = pending();
                var waiter = new Counting();
                ref.onCompletion(waiter);
                var start = new CyclicBarrier(2);
                Future<Boolean> completed =
                        pool.submit(
                                () -> {
                                    start.await(20, TimeUnit.SECONDS);
                                    return ref.complete(1);
                                });
                Future<?> freed =
                        pool.submit(
                                () -> {
                                    start.await(20, TimeUnit.SECONDS);
                                    ref.free();
                                    return null;
                                });
                completed.get(20, TimeUnit.SECONDS);
                freed.get(20, TimeUnit.SECONDS);

                assertThat(waiter.calls).hasValue(1);
                assertThat(ref.outcome()).isInstanceOf(Failure.class);
            }
        }
    }
}
