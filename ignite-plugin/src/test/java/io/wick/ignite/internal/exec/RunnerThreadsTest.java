package io.wick.ignite.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What a thread of runners must not bring from one work to the next. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunnerThreadsTest {
    private final RunnerThreads threads = new RunnerThreads("runner-test", 1);

    @AfterEach
    void stop() {
        threads.close();
    }

    private <T extends @Nullable Object> T on(Supplier<T> what) {
        var done = new CompletableFuture<T>();
        threads.start(() -> done.complete(what.get()));
        return done.join();
    }

    @Test
    void when_a_thread_is_made_then_it_inherits_nothing_of_who_had_it_made() {
        var inherited = new InheritableThreadLocal<@Nullable String>();
        inherited.set("of one submitter");

        assertThat(on(inherited::get)).isNull();
    }

    @Test
    void when_something_throws_then_its_place_is_free_again() throws Exception {
        var first = new CompletableFuture<Thread>();
        threads.start(
                () -> {
                    Thread thread = Thread.currentThread();
                    thread.setUncaughtExceptionHandler((t, e) -> {});
                    first.complete(thread);
                    throw new IllegalStateException("broken");
                });
        first.join().join();

        assertThat(on(() -> Thread.currentThread().isVirtual())).isFalse();
    }

    @Test
    void when_something_leaves_an_interrupt_then_the_next_is_not_interrupted() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(on(() -> Thread.currentThread().isInterrupted())).isFalse();
            threads.start(() -> Thread.currentThread().interrupt());
        }
    }

    @Test
    void when_a_thread_is_idle_then_it_keeps_nothing_of_what_it_ran() {
        var runner = new CompletableFuture<Thread>();
        WeakReference<Object> used = useSomething(runner);
        Thread thread = runner.join();

        boolean forgotten = false;
        while (!forgotten && thread.isAlive()) { // it ends when it has been idle for long
            System.gc();
            forgotten = used.get() == null;
            LockSupport.parkNanos(10_000_000);
        }

        assertThat(forgotten).isTrue();
    }

    private WeakReference<Object> useSomething(CompletableFuture<Thread> runner) {
        var something = new Object();
        threads.start(
                () -> {
                    assertThat(something).isNotNull();
                    runner.complete(Thread.currentThread());
                });
        return new WeakReference<>(something);
    }
}
