package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.benchmarks.nemesis.jobs.Job;
import io.wick.error.ActorDeadException;
import io.wick.error.ObjectLostException;
import io.wick.error.WickException;
import io.wick.spi.Engine;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What is wrong with jobs is told, and only that. */
class JobWorkloadTest {
    private static final Wick UNUSED =
            Wick.over(
                    (Engine)
                            Proxy.newProxyInstance(
                                    Engine.class.getClassLoader(),
                                    new Class<?>[] {Engine.class},
                                    (proxy, method, args) -> {
                                        throw new UnsupportedOperationException(method.getName());
                                    }));

    /** Gives a difference, or fails, each time. */
    private record Spoilt(@Nullable String difference, @Nullable WickException error)
            implements Job {
        @Override
        public String name() {
            return "spoilt";
        }

        @Override
        public @Nullable String run(Wick wick, SplittableRandom random) {
            if (error != null) {
                throw error;
            }
            return difference;
        }

        @Override
        public boolean mayFailWith(Throwable failure) {
            return failure instanceof ActorDeadException;
        }
    }

    private static List<String> violations(Job job) {
        var workload = new JobWorkload(job, 1000, 1);
        workload.start(UNUSED);
        while (workload.counts().acknowledged() + workload.counts().unknown() < 3) {
            LockSupport.parkNanos(1_000_000);
        }
        workload.stop();
        return workload.check();
    }

    @Test
    void when_results_are_exact_then_nothing_is_wrong() {
        assertThat(violations(new Spoilt(null, null))).isEmpty();
    }

    @Test
    void when_a_result_is_another_then_it_is_told() {
        assertThat(violations(new Spoilt("expected 1, got 2", null)))
                .isNotEmpty()
                .allMatch(wrong -> wrong.contains("expected 1, got 2"));
    }

    @Test
    void when_a_job_fails_then_it_is_told_unless_it_may() {
        assertThat(violations(new Spoilt(null, new ObjectLostException("object 7 is gone"))))
                .isNotEmpty()
                .allMatch(wrong -> wrong.contains("object 7 is gone"));
        assertThat(violations(new Spoilt(null, new ActorDeadException("a", "dead", null))))
                .isEmpty();
    }
}
