package io.wick.ignite.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.IgniteInterruptedCheckedException;
import org.apache.ignite.internal.util.future.GridFinishedFuture;
import org.apache.ignite.internal.util.future.GridFutureAdapter;
import org.apache.ignite.internal.util.future.IgniteFutureImpl;
import org.apache.ignite.lang.IgniteFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** Changes of caches on threads that are interrupted. */
class WholeTest {
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void clear() {
        boolean unused = Thread.interrupted();
    }

    private static IgniteFuture<?> done() {
        return new IgniteFutureImpl<>(new GridFinishedFuture<>("done"));
    }

    private static IgniteFuture<?> failed(Exception cause) {
        return new IgniteFutureImpl<>(new GridFinishedFuture<>(cause));
    }

    @Test
    void when_the_thread_is_interrupted_before_then_it_is_made_once_and_the_flag_stays() {
        Thread.currentThread().interrupt();

        Whole.make(
                () -> {
                    begun.incrementAndGet();
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return done();
                });

        assertThat(begun).hasValue(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void when_ignite_gives_no_permit_because_of_an_interrupt_then_it_is_begun_again() {
        Whole.make(
                () -> {
                    if (begun.getAndIncrement() > 0) {
                        return done();
                    }
                    Thread.currentThread().interrupt(); // as Ignite does before it refuses
                    return failed(new IgniteInterruptedCheckedException("no permit"));
                });

        assertThat(begun).hasValue(2);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void when_the_wait_is_interrupted_then_it_waits_on_for_the_same_change() {
        var change = new GridFutureAdapter<String>();
        Thread waiter = Thread.currentThread();
        var other =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    waiter.interrupt();
                                    while (waiter.isInterrupted()) {
                                        Thread.onSpinWait(); // until its wait has taken the flag
                                    }
                                    change.onDone("done");
                                });

        Whole.make(
                () -> {
                    begun.incrementAndGet();
                    return new IgniteFutureImpl<>(change);
                });

        assertThat(change.isDone()).isTrue();
        assertThat(begun.get()).isBetween(1, 2); // two when it came before it had begun
        assertThat(Thread.interrupted()).isTrue();
        assertThat(other).isNotNull();
    }

    @Test
    void when_another_thread_was_interrupted_then_that_is_an_error() {
        assertThatThrownBy(
                        () ->
                                Whole.make(
                                        () ->
                                                failed(
                                                        new IgniteInterruptedCheckedException(
                                                                "the node stops"))))
                .isInstanceOf(IgniteException.class)
                .hasMessageContaining("the node stops");
    }
}
