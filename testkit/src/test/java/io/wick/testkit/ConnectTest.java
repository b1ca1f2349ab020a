package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.apache.ignite.internal.util.IgniteUtils;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

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

    /**
     * Ignite gives all others each node's, with all that stands in them, and keeps that of nodes
     * that left.
     */
    @Test
    void when_a_node_has_joined_then_nobody_is_told_its_environment() {
        Set<String> own = new HashSet<>(System.getenv().keySet());
        own.addAll(System.getProperties().stringPropertyNames());
        own.removeIf(IgniteUtils::isVisorRequiredProperty); // versions of Java and the system
        own.remove("java.net.preferIPv4Stack"); // Ignite warns where it differs
        try (WickCluster cluster = WickCluster.start(1, new NodeSetup.None());
                Wick client = Wick.connect(cluster.addresses())) {
            Ignite ignite = ((IgniteEngine) client.engine()).ignite();
            assertThat(ignite.cluster().nodes())
                    .allSatisfy(
                            node ->
                                    assertThat(node.attributes())
                                            .doesNotContainKeys(own.toArray(String[]::new)));
        }
    }
}
