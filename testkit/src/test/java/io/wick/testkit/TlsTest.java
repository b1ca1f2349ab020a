package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Tls;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.ConfigException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes with keys let each other in, and nobody else. */
@Timeout(120)
class TlsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "changeit";

    @TempDir static Path folder;

    private static Tls ours;
    private static Tls strangers;

    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException {
        ours = keys("ours");
        strangers = keys("strangers");
    }

    private static Tls keys(String name) throws IOException, InterruptedException {
        Path keys = folder.resolve(name + ".p12");
        Path certificate = folder.resolve(name + ".crt");
        Path trusted = folder.resolve(name + "-trusted.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-keystore", keys);
        keytool("-exportcert", "-file", certificate, "-keystore", keys);
        keytool("-importcert", "-noprompt", "-file", certificate, "-keystore", trusted);
        return new Tls(keys, PASSWORD, trusted, PASSWORD);
    }

    private static void keytool(Object... args) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/keytool")
                                        .toString()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        command.addAll(List.of("-alias", "wick", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void when_all_have_keys_then_tasks_and_values_travel_between_nodes_and_clients() {
        try (WickCluster cluster = WickCluster.start(2, (node, c) -> c.cpus(node).tls(ours))) {
            Wick client = cluster.addClient();
            double[] values = new double[100_000];
            values[99_999] = 7;
            ObjectRef<double[]> ref = cluster.node(0).put(values);

            ObjectRef<Double> there = cluster.node(0).submit(() -> ref.get()[99_999]);
            ObjectRef<Integer> asked = client.submit(() -> 42);

            assertThat(there.get(LIMIT)).isEqualTo(7);
            assertThat(asked.get(LIMIT)).isEqualTo(42);
        }
    }

    @Test
    void when_a_node_has_no_key_or_one_that_nobody_signed_then_it_does_not_join() {
        try (WickCluster cluster = WickCluster.start(1, (node, c) -> c.tls(ours))) {
            var plain = WickConfig.builder().addresses(cluster.addresses());
            WickConfig stranger = plain.build().toBuilder().tls(strangers).build();

            refused(() -> Wick.start(plain.build()));
            refused(() -> Wick.start(stranger));
            refused(() -> Wick.connect(stranger));

            assertThat(cluster.wick().submit(() -> 1).get(LIMIT)).isEqualTo(1);
            assertThat(cluster.wick().nodes()).hasSize(1);
        }
    }

    private static void refused(ThrowingCallable joining) {
        assertThatThrownBy(joining).isInstanceOf(ConfigException.class).hasMessageContaining("TLS");
    }
}
