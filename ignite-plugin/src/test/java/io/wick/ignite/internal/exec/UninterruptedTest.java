package io.wick.ignite.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Resources;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;

/** An interrupt of a work reaches its own part, not what its thread does for others meanwhile. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UninterruptedTest {
    private final LocalExecutor executor =
            new LocalExecutor(Resources.NONE.cpus(1), "uninterrupted-test");

    @AfterEach
    void stop() {
        executor.close(Work::abandon);
    }

    /** Does this; an error of it is the outcome. */
    private static final class Doing extends Work {
        final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
        private final Consumer<Work> what;

        Doing(Consumer<Work> what) {
            this.what = what;
            queueUnshared();
        }

        boolean cancel() {
            return cancelPhase() == RUNNING;
        }

        @Override
        public Resources resources() {
            return Resources.ONE_CPU;
        }

        @Override
        public @Nullable UUID application() {
            return null;
        }

        @Override
        protected void execute() {
            what.accept(this);
            endRunning(FINISHED);
            outcome.complete(null);
        }

        @Override
        protected void crashed(Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    private static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void when_it_is_cancelled_during_that_then_the_interrupt_comes_afterwards() {
        var begun = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var work =
                new Doing(
                        self -> {
                            self.uninterrupted(
                                    () -> {
                                        begun.countDown();
                                        await(cancelled);
                                        assertThat(Thread.currentThread().isInterrupted())
                                                .isFalse();
                                    });
                            assertThat(Thread.currentThread().isInterrupted()).isTrue();
                        });
        executor.submit(work);
        await(begun);

        assertThat(work.cancel()).isTrue();
        cancelled.countDown();

        work.outcome.join();
    }

    @Test
    void when_it_is_cancelled_at_any_time_then_that_is_not_interrupted() {
        for (int i = 0; i < 5_000; i++) {
            var together = new Phaser(2);
            var work =
                    new Doing(
                            self -> {
                                together.arriveAndAwaitAdvance();
                                self.uninterrupted(
                                        () -> {
                                            for (int spin = 0; spin < 50; spin++) {
                                                assertThat(Thread.currentThread().isInterrupted())
                                                        .isFalse();
                                            }
                                        });
                                while (self.phase() != Work.CANCELLED) {
                                    Thread.onSpinWait();
                                }
                                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            });
            executor.submit(work);
            together.arriveAndAwaitAdvance();
            boolean unused = work.cancel();

            work.outcome.join();
        }
    }
}
