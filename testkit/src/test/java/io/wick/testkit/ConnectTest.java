package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A client or node is of use as soon as it has joined. */
class ConnectTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void when_a_client_has_connected_then_its_first_task_runs() {
        try (WickCluster cluster = WickCluster.start(1, new NodeSetup.None())) {
            for (int i = 0; i < 5; i++) {
                try (Wick client = Wick.connect(cluster.addresses())) {
                    assertThat(client.submit(() -> 42).get(LIMIT)).isEqualTo(42);
                }
            }
        }
    }
}
