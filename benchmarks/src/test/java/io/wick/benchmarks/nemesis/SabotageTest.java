package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.testkit.WickCluster;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The proof can fail: with an engine that has a bug it does. */
@Timeout(120)
class SabotageTest {
    private static final double RATE = 300;
    private static final int CALLS = 600;

    @ParameterizedTest
    @CsvSource({"NONE, true", "DOUBLE, false", "SPLIT, false", "LATE, false"})
    void when_counters_are_spoilt_then_their_check_says_so(Sabotage sabotage, boolean right) {
        assertThat(violations(sabotage, new CounterWorkload(new Outages(), RATE)).isEmpty())
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"NONE, true", "DOUBLE, false", "SPLIT, false"})
    void when_registers_are_spoilt_then_their_check_says_so(Sabotage sabotage, boolean right) {
        assertThat(violations(sabotage, new RegisterWorkload(new Outages(), RATE, 1)).isEmpty())
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"NONE, true", "DOUBLE, false", "SPLIT, false"})
    void when_the_bank_is_spoilt_then_its_check_says_so(Sabotage sabotage, boolean right) {
        assertThat(violations(sabotage, new BankWorkload(new Outages(), RATE, 1)).isEmpty())
                .isEqualTo(right);
    }

    private static List<String> violations(Sabotage sabotage, Workload workload) {
        try (WickCluster cluster = WickCluster.start(1, (_, config) -> config)) {
            Wick spoilt = sabotage.of(cluster.wick());
            workload.start(spoilt);
            while (workload.counts().acknowledged() < CALLS) {
                LockSupport.parkNanos(10_000_000);
            }
            workload.stop();
            List<String> violations = workload.check();
            System.out.println(workload.name() + ", " + sabotage + ": " + violations.size());
            violations.stream().limit(2).forEach(System.out::println);
            return violations;
        }
    }
}
