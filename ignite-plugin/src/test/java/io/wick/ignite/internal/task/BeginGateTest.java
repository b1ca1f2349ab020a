package io.wick.ignite.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class BeginGateTest {
    private final BeginGate gate = new BeginGate();
    private final CompletableFuture<String> passed = new CompletableFuture<>();

    private void pass() {
        try {
            gate.pass();
            passed.complete("passed");
        } catch (InterruptedException e) {
            passed.complete("interrupted");
        }
    }

    @Test
    void when_the_owner_has_allowed_it_then_it_passes_at_once() throws InterruptedException {
        gate.open();
        gate.pass();
        gate.pass();
    }

    @Test
    void when_the_owner_allows_it_late_then_it_passes_then() throws Exception {
        Thread waiting = Thread.ofPlatform().daemon().start(this::pass);
        while (waiting.getState() != Thread.State.WAITING) { // longer than with its CPU held
            Thread.onSpinWait();
        }
        assertThat(passed).isNotDone();

        gate.open();

        assertThat(passed.get(20, TimeUnit.SECONDS)).isEqualTo("passed");
    }

    @Test
    void when_it_is_cancelled_while_it_waits_then_it_ends() throws Exception {
        Thread waiting = Thread.ofPlatform().daemon().start(this::pass);

        waiting.interrupt();

        assertThat(passed.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
}
