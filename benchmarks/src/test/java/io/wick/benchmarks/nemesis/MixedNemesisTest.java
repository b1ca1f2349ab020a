package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The program, shortened. */
class MixedNemesisTest {
    private static final long SEED = 12; // pauses and kills in turn

    @Test
    @Timeout(600)
    void when_servers_are_killed_and_frozen_then_nothing_is_lost_doubled_inexact_or_left() {
        var storm =
                new Storm(
                        SEED,
                        3,
                        true,
                        Map.of(Fault.Kind.KILL, 2, Fault.Kind.PAUSE, 2),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        10,
                        0.5,
                        List.of(Fault.KILL_SUBMITTER, Fault.KILL_OLDEST, Fault.STUTTER),
                        Workloads.names());

        Report report = storm.run();

        System.out.println(report);
        assertThat(report.violations()).as("%s", report).isZero();
        assertThat(report.rows())
                .allSatisfy(
                        row -> assertThat(row.counts().acknowledged()).as(row.name()).isPositive());
    }
}
