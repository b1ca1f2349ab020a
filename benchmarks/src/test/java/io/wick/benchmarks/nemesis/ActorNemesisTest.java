package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;

/** The program, shortened: three kills. */
class ActorNemesisTest {
    @Test
    @Timeout(300)
    void when_servers_are_killed_then_no_acknowledged_call_is_lost_doubled_or_out_of_order() {
        long seed = System.nanoTime();
        var storm =
                new Storm(
                        seed, 3, 3, Duration.ZERO, Duration.ofSeconds(2), 50, List.of(Fault.KILL));

        Report report = storm.run();

        System.out.println(report);
        assertThat(report.rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.violations()).as(row.name()).isEmpty();
                            assertThat(row.counts().acknowledged()).isPositive();
                        });
        assertThat(report.outages().getTotalCount()).isPositive();
    }
}
