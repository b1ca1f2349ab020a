package io.wick.ignite.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Resources;
import io.wick.ignite.internal.exec.LightWork;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** What threads of actors keep. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ActorThreadsTest {
    private final LocalExecutor executor = new LocalExecutor(Resources.ONE_CPU, "actors-test");
    private final ActorThreads threads = new ActorThreads(executor);

    @AfterEach
    void stop() {
        executor.close(Work::abandon);
    }

    /** Runs something. */
    private static final class Some extends LightWork {
        private final Runnable body;

        Some(Runnable body) {
            super(null);
            this.body = body;
        }

        @Override
        protected void execute() {
            body.run();
            endRunning(FINISHED);
        }

        @Override
        protected void crashed(Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static LocalExecutor.@Nullable Frame frame() {
        return LocalExecutor.Frame.current();
    }

    private WeakReference<Work> runFirst(CompletableFuture<LocalExecutor.Frame> ran) {
        var first = new Some(() -> ran.complete(frame()));
        threads.run(first);
        return new WeakReference<>(first);
    }

    @Test
    void when_a_thread_goes_on_with_other_work_then_the_first_is_forgotten() {
        Boolean forgotten = null;
        while (forgotten == null) {
            var ran = new CompletableFuture<LocalExecutor.Frame>();
            WeakReference<Work> first = runFirst(ran);
            while (!ran.isDone()) {
                Thread.onSpinWait();
            }
            var answer = new CompletableFuture<@Nullable Boolean>();
            threads.run(
                    new Some(() -> answer.complete(frame() == ran.join() ? isGone(first) : null)));
            forgotten = answer.join(); // null when the thread did not wait for more work any longer
        }

        assertThat(forgotten).isTrue();
    }

    private static boolean isGone(WeakReference<Work> work) {
        for (int i = 0; i < 50 && work.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        return work.get() == null;
    }
}
