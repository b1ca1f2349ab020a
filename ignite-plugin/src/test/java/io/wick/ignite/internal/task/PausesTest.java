package io.wick.ignite.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

class PausesTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Pauses<String> pauses = new Pauses<>(timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void when_the_pause_is_over_then_it_goes_on_and_is_not_kept() throws InterruptedException {
        var wentOn = new CountDownLatch(1);

        pauses.pause("task", wentOn::countDown);

        assertThat(wentOn.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(pauses.takeAll()).isEmpty();
    }

    @Test
    void when_the_engine_ends_then_what_pauses_is_found_and_does_not_go_on() {
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.shutdownNow();

        pauses.pause(
                "task",
                () -> {
                    throw new AssertionError("the timer has ended");
                });

        assertThat(pauses.takeAll()).containsExactly("task");
        assertThat(pauses.takeAll()).isEmpty();
    }
}
